/**
 * The median by nearest rank: the smallest of the numbers that at least half of them do not exceed. NaN where there are none.
 *
 * @param numbers those that are NaN are left out; they are copied
 */
export function medianOf(numbers: Float64Array): number {
  const list = numbers.filter((number) => number === number);
  const wanted = Math.ceil(list.length / 2) - 1;
  let [low, high] = [0, list.length - 1];
  // Hoare's selection: only the side with the wanted place is divided further.
  while (low < high) {
    const pivot = list[(low + high) >> 1]!;
    let [left, right] = [low, high];
    while (left <= right) {
      while (list[left]! < pivot) left++;
      while (list[right]! > pivot) right--;
      if (left > right) break;
      [list[left], list[right]] = [list[right]!, list[left]!];
      left++;
      right--;
    }
    if (wanted <= right) high = right;
    else if (wanted >= left) low = left;
    else break;
  }
  return wanted < 0 ? NaN : list[wanted]!;
}
