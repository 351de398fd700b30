/** What of a file's handle writing needs. */
interface Writable {
  write(bytes: Uint8Array, offset: number): Promise<{ readonly bytesWritten: number }>;
}

/** A full disk may take a part of what it is given without an error: writes on until all is taken, or fails. */
export async function writeFully(file: Writable, text: string): Promise<void> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length;) {
    const { bytesWritten } = await file.write(bytes, at);
    if (bytesWritten === 0) {
      throw Object.assign(new Error('nothing more was taken'), { code: 'ENOSPC' });
    }
    at += bytesWritten;
  }
}
