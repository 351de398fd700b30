import * as vscode from 'vscode';
import { problemMatcher, taskType } from '../../ids.ts';
import type { Pipelines } from '../launch/pipelines.ts';
import { type TaskDeps, TaskTerminal } from './taskTerminal.ts';

/** Tasks that run a folder's entry scripts with their secrets, and those of `tasks.json`. */
export class PipelineTasks implements vscode.TaskProvider {
  readonly #deps: TaskDeps;
  readonly #pipelines: Pipelines;

  constructor(deps: TaskDeps, pipelines: Pipelines) {
    this.#deps = deps;
    this.#pipelines = pipelines;
  }

  /** One for each entry script, and one more where its configs have a `test` profile. */
  async provideTasks(): Promise<vscode.Task[]> {
    const scripts = await this.#pipelines.scripts();
    const tasks = scripts.map(async launchable => {
      const { uri, folder } = launchable;
      const script = vscode.workspace.asRelativePath(uri, false);
      const profiles = await this.#pipelines.profiles(launchable);
      return [
        this.#task(folder, { type: taskType, script }, vscode.l10n.t('run {0}', script), null),
        ...(profiles.includes('test')
          ? [
              this.#task(
                folder,
                { type: taskType, script, profiles: ['test'] },
                vscode.l10n.t('test {0}', script),
                vscode.TaskGroup.Test,
              ),
            ]
          : []),
      ];
    });
    return (await Promise.all(tasks)).flat();
  }

  /** Gives a task of `tasks.json` what carries it out. */
  resolveTask(task: vscode.Task): vscode.Task | undefined {
    const { scope } = task;
    const folder =
      typeof scope === 'object' ? scope : (vscode.workspace.workspaceFolders ?? []).at(0);
    return folder ? this.#task(folder, task.definition, task.name, task.group ?? null) : undefined;
  }

  #task(
    folder: vscode.WorkspaceFolder,
    definition: vscode.TaskDefinition,
    name: string,
    group: vscode.TaskGroup | null,
  ): vscode.Task {
    const execution = new vscode.CustomExecution(resolved =>
      Promise.resolve(new TaskTerminal(this.#deps, folder, resolved)),
    );
    const task = new vscode.Task(definition, folder, name, taskType, execution, problemMatcher);
    task.detail = vscode.l10n.t(
      'With the secrets that it refers to; every copy is removed at its end',
    );
    if (group) {
      task.group = group;
    }
    return task;
  }
}
