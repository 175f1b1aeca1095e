/** What a file dialog shows first when recordings are wanted; of a film the sound is read. */
export const soundFileTypes =
  "audio/*,video/*,.wav,.mp3,.ogg,.oga,.opus,.flac,.m4a,.aac,.webm,.mp4,.mov,.m4v,.mkv,.3gp,.amr,.aiff,.caf,.wma";
