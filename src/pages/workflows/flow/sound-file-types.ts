/** What a file dialog shows first when recordings are wanted. */
export const soundFileTypes = "audio/*,.wav,.mp3,.ogg,.oga,.opus,.flac,.m4a,.aac,.webm";
