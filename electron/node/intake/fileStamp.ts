/** What tells one version of a file from another without reading it. */
export interface FileStamp {
  readonly sizeBytes: number;
  readonly modifiedMs: number;
  /** 0 where the file system has none. */
  readonly inode: number;
}

export function sameVersion(
  one: Pick<FileStamp, 'sizeBytes' | 'modifiedMs'>,
  other: Pick<FileStamp, 'sizeBytes' | 'modifiedMs'>,
): boolean {
  return one.sizeBytes === other.sizeBytes && one.modifiedMs === other.modifiedMs;
}
