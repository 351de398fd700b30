import * as vscode from 'vscode';
import type { Failure } from '../../../core/failure.ts';
import type { LaunchOptions } from '../../../core/runs/launch/launchOptions.ts';
import { scriptLabel } from '../../../core/runs/launch/scriptLabel.ts';
import type { Plan, SecretChoices } from '../../../core/runs/plan/plan.ts';
import { launchedPath } from '../../../core/runs/record/recordedWork.ts';
import type { RunId } from '../../../core/runs/record/runId.ts';
import type { Launch } from '../../../services/launch/launch.ts';
import type { Launcher } from '../../../services/launch/launcher.ts';
import { isPipelineRequest, type LaunchRequest } from '../../../services/launch/launchRequest.ts';
import { commands } from '../../ids.ts';
import { runCommand } from '../../runCommand.ts';
import { showFailure } from '../../ui/showFailure.ts';
import { working } from '../../ui/working.ts';
import type { ArrivalMender } from './arrivalMender.ts';
import { askExecutionRole } from './askExecutionRole.ts';
import { pickPlan } from './pickPlan.ts';
import type { PlanDocument, PlanDocuments } from './planDocument.ts';

export interface LaunchFlowDeps {
  readonly launcher: Launcher;
  readonly plans: PlanDocuments;
  readonly mender: ArrivalMender;
}

/** How a launch that was asked for went on: a run, or none, or back to the options. */
export type LaunchOutcome =
  | {
      readonly kind: 'started';
      readonly run: RunId;
      /** What was added to the environment of what was started. */
      readonly environment: Readonly<Record<string, string>>;
      /** As it was decided at last. */
      readonly delivery: Delivery;
    }
  | { readonly kind: 'none' }
  | { readonly kind: 'back'; readonly delivery: Delivery };

/** How tasks get their secrets; null for the way that fits. */
type Delivery = LaunchOptions['delivery'];

/** What was decided on changes what was planned on, so that the launch begins again. */
interface Restart {
  readonly kind: 'restart';
  readonly delivery: Delivery;
  readonly choices: SecretChoices;
}

/** A plan, to be shown or, where it was, to be started. */
interface Planned {
  readonly kind: 'planned';
  readonly plan: Plan;
}

/** How a step towards a run went on. */
type Step = LaunchOutcome | Planned | Restart | typeof unanswered;

/** How a plan is put before the developer. */
interface Showing {
  readonly confirm: boolean;
  readonly document: PlanDocument;
}

const none = { kind: 'none' } as const;

/** What a delivery needs was asked for, and was not told. */
const unanswered = { kind: 'unanswered' } as const;

/** Leads from chosen options to a run: finds what it needs, shows the plan, starts. */
export class LaunchFlow {
  readonly #deps: LaunchFlowDeps;

  constructor(deps: LaunchFlowDeps) {
    this.#deps = deps;
  }

  /** `confirm` false starts what was planned without asking, say for a keybinding of one's own. */
  async run(request: LaunchRequest, confirm: boolean): Promise<LaunchOutcome> {
    if (!(await saveFolder(request.folder.uri))) {
      return none;
    }
    let current = request;
    let choices: SecretChoices = { added: [], withheld: [] };
    const document = this.#deps.plans.ofLaunch();
    for (;;) {
      const outcome = await this.#launch(current, choices, { confirm, document });
      switch (outcome.kind) {
        case 'restart':
          current = delivering(request, outcome.delivery);
          ({ choices } = outcome);
          break;
        case 'unanswered':
          if (current === request) {
            return none;
          }
          // Back to the plan in which this delivery was wished for.
          current = request;
          break;
        default:
          return outcome;
      }
    }
  }

  async #launch(
    request: LaunchRequest,
    choices: SecretChoices,
    how: Showing,
  ): Promise<Exclude<Step, Planned>> {
    const begun = await this.#deps.launcher.begin(request);
    if (!begun.ok) {
      showFailure(begun.error);
      return none;
    }
    using launch = begun.value;
    const decided = await this.#decide(launch, request, choices, how);
    if (decided.kind !== 'planned') {
      return decided;
    }
    const { plan } = decided;
    const started = await working(
      vscode.l10n.t('Starting {0}', nameOf(request)),
      () => launch.start(plan),
      {
        cancellable: false,
      },
    );
    if (!started.ok) {
      how.document.update(plan, { kind: 'dropped' });
      showFailure(started.error);
      return none;
    }
    how.document.update(plan, { kind: 'begun', run: started.value });
    const { environment } = launch;
    return { kind: 'started', run: started.value, environment, delivery: deliveryOf(request) };
  }

  /** Shows the plan until it is accepted as it was last shown. */
  async #decide(
    launch: Launch,
    request: LaunchRequest,
    initial: SecretChoices,
    { confirm, document }: Showing,
  ): Promise<Step> {
    let choices = initial;
    let seen: Plan | null = null;
    for (;;) {
      const step = await this.#plan(launch, request, choices);
      if (step.kind !== 'planned') {
        return step;
      }
      const planned = step.plan;
      if (!confirm || (seen && tellsNothingNew(planned, seen))) {
        return step;
      }
      seen = planned;
      document.update(planned, { kind: 'open' });
      const decision = await pickPlan(planned, () => document.show(planned));
      switch (decision.kind) {
        case 'launch':
          choices = decision.choices;
          break;
        case 'add':
          choices = decision.choices;
          // What is added shows in the next plan, which has to be seen.
          seen = null;
          await runCommand(commands.addMissingSecrets, {
            folder: request.folder.uri,
            names: decision.names,
          });
          break;
        case 'mend':
          choices = decision.choices;
          // What was mended shows in the next plan, which has to be seen.
          seen = null;
          await this.#deps.mender.mend(planned.published, decision.name);
          break;
        case 'deliver':
          return { kind: 'restart', delivery: decision.by, choices: decision.choices };
        case 'back':
          document.update(planned, { kind: 'dropped' });
          return { kind: 'back', delivery: deliveryOf(request) };
        case 'cancel':
          document.update(planned, { kind: 'dropped' });
          return none;
      }
    }
  }

  async #plan(launch: Launch, request: LaunchRequest, choices: SecretChoices): Promise<Step> {
    const planned = await working(vscode.l10n.t('Planning {0}', nameOf(request)), signal =>
      launch.plan(choices, signal),
    );
    if (planned?.ok) {
      return { kind: 'planned', plan: planned.value };
    }
    if (planned && isRoleUnknown(planned.error)) {
      const delivery = deliveryOf(request);
      const answered = await askExecutionRole(request.folder.uri);
      return answered ? { kind: 'restart', delivery, choices } : unanswered;
    }
    if (planned) {
      showFailure(planned.error);
    }
    return none;
  }
}

function isRoleUnknown(failure: Failure): boolean {
  return failure.kind === 'cloud-not-set-up' && failure.missing === 'execution role';
}

/** Whether whoever saw one plan and changed its ticks has seen all that the other tells. */
function tellsNothingNew(plan: Plan, seen: Plan): boolean {
  const noticesOf = ({ published, absent }: Plan): string[] =>
    published
      .flatMap(({ name, consequences }) => consequences.map(({ text }) => `${name} ${text}`))
      .concat(absent.filter(({ why }) => why.kind !== 'withheld').map(({ name }) => name));
  const known = new Set(noticesOf(seen));
  return noticesOf(plan).every(text => known.has(text));
}

/** A run reads files, so what stands in editors is saved, as before any debug session. */
async function saveFolder(folder: string): Promise<boolean> {
  const dirty = vscode.workspace.textDocuments.filter(
    ({ isDirty, uri }) => isDirty && uri.toString().startsWith(`${folder}/`),
  );
  const saved = await Promise.all(dirty.map(document => document.save()));
  if (saved.every(Boolean)) {
    return true;
  }
  const names = dirty
    .filter((_, at) => !saved[at])
    .map(({ uri }) => uri.path.split('/').at(-1) ?? '');
  void vscode.window.showErrorMessage(
    vscode.l10n.t('{0} could not be saved, so nothing was started.', names.join(', ')),
  );
  return false;
}

function nameOf({ folder, work }: LaunchRequest): string {
  return work.kind === 'terminal'
    ? vscode.l10n.t('a terminal')
    : scriptLabel(launchedPath(work, folder.path), folder);
}

/** Only a pipeline's tasks have several ways. */
function deliveryOf({ work }: LaunchRequest): Delivery {
  return work.kind === 'pipeline' ? work.options.delivery : null;
}

function delivering(request: LaunchRequest, delivery: Delivery): LaunchRequest {
  return isPipelineRequest(request)
    ? { ...request, work: { ...request.work, options: { ...request.work.options, delivery } } }
    : request;
}
