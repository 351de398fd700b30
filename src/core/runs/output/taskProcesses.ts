/** A process as `ps -o pid=,ppid=,stat=,lstart=,command=` tells of it. */
export interface ListedProcess {
  readonly pid: number;
  readonly parent: number;
  /** Say `Wed Nov 25 21:30:37 2026`. */
  readonly startedAt: string;
  readonly command: string;
}

/** A process of a task, and the task's folder. */
export interface TaskProcess extends ListedProcess {
  readonly folder: string;
}

/** Where the folders of a run's tasks are. */
export interface TaskPlaces {
  /** The folder of all tasks, by each name that it has: macOS tells of `/private/tmp` for `/tmp`. */
  readonly roots: readonly string[];
  /** Whether a path below it, say `c2/8be729e33ff1593a2b822a77521209`, is of a task of the run. */
  readonly isTask: (path: string) => boolean;
}

const line = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(\w{3} \w{3} [ \d]\d [\d:]{8} \d{4})\s+(.*)$/;

/** Every process that lives, from `ps` in English and UTC (macOS 14, procps 4). */
export function parseProcesses(text: string): readonly ListedProcess[] {
  return text.split('\n').flatMap(row => {
    const [, pid, parent, state = '', startedAt = '', command = ''] = line.exec(row) ?? [];
    return pid === undefined || state.startsWith('Z')
      ? []
      : [{ pid: Number(pid), parent: Number(parent), startedAt, command }];
  });
}

/** The folder in which each process works, from `lsof -d cwd -Fpn` (lsof 4.91 and later). */
export function parseFolders(text: string): ReadonlyMap<number, string> {
  const folders = new Map<number, string>();
  let pid = 0;
  for (const row of text.split('\n')) {
    if (row.startsWith('p')) {
      pid = Number(row.slice(1));
    } else if (row.startsWith('n')) {
      folders.set(pid, row.slice(1));
    }
  }
  return folders;
}

/** Whether a process may be the wrapper of a task, which is started by its bare name. */
export function isWrapper({ command }: ListedProcess): boolean {
  return /\s\.command\.run(\s|$)/.test(command);
}

/**
 * The processes of a run's tasks. One is a task's if it runs the task's wrapper in the task's folder,
 * or the task's script by its path, or has such a process above it; the folder of a task is never
 * used by another run. Somebody who merely works in that folder is left alone.
 */
export function taskProcesses(
  processes: readonly ListedProcess[],
  folders: ReadonlyMap<number, string>,
  places: TaskPlaces,
): readonly TaskProcess[] {
  const byPid = new Map(processes.map(process => [process.pid, process]));
  const own = (process: ListedProcess): string | null => {
    const workFolder = isWrapper(process)
      ? folders.get(process.pid)
      : scriptFolder(process, places);
    return workFolder !== undefined && workFolder !== null && isPlace(workFolder, places)
      ? workFolder
      : null;
  };
  const found = (process: ListedProcess): string | null => {
    const seen = new Set<number>();
    let at: ListedProcess | undefined = process;
    while (at && !seen.has(at.pid)) {
      seen.add(at.pid);
      const folder = own(at);
      if (folder !== null) {
        return folder;
      }
      at = byPid.get(at.parent);
    }
    return null;
  };
  return processes.flatMap(process => {
    const folder = found(process);
    return folder === null ? [] : [{ ...process, folder }];
  });
}

/**
 * The folder of the `.command.sh` that a shell was given; paths may hold blanks. Of no other program:
 * somebody may look at that file.
 */
function scriptFolder({ command }: ListedProcess, { roots }: TaskPlaces): string | null {
  const script = /^\S*\b(?:ba)?sh(?: -\S+)* (\/.*)\/\.command\.sh$/.exec(command)?.[1];
  return script !== undefined && roots.some(root => script.startsWith(`${root}/`)) ? script : null;
}

function isPlace(folder: string, { roots, isTask }: TaskPlaces): boolean {
  const root = roots.find(it => folder.startsWith(`${it}/`));
  return root !== undefined && isTask(folder.slice(root.length + 1));
}
