import { isTooCommon } from '../../core/arrival/isTooCommon.ts';
import { isDelicate, traitsOf, type ValueTraits } from '../../core/arrival/valueTraits.ts';
import type { Failure } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { findBackend, otherExecutors } from '../../core/runs/backends/backendFinding.ts';
import { chooseTarget, noChoice } from '../../core/runs/backends/chooseTarget.ts';
import { configuredValue } from '../../core/runs/backends/configuredValue.ts';
import { isCloudTarget, localTarget, type RunTarget } from '../../core/runs/backends/runTarget.ts';
import { deliveryConfig } from '../../core/runs/delivery/deliveryConfig.ts';
import type { FetchingPipeline } from '../../core/runs/delivery/fetchConfig.ts';
import { isReadByHeadAlone } from '../../core/runs/delivery/isReadByHeadAlone.ts';
import { isReadInCloudAlone, plannedDeliveries } from '../../core/runs/delivery/plannedDelivery.ts';
import {
  noDefinitions,
  type RunDefinitions,
  runDefinitions,
} from '../../core/runs/delivery/runDefinitions.ts';
import { stubless } from '../../core/runs/launch/stubs.ts';
import { workCommand } from '../../core/runs/launch/work.ts';
import { canaryFor, canaryNames } from '../../core/runs/plan/canaryFor.ts';
import { namesOfRun } from '../../core/runs/plan/namesOfRun.ts';
import { type Plan, type SecretChoices } from '../../core/runs/plan/plan.ts';
import { declaredNames, planRun, selectedRecords } from '../../core/runs/plan/planRun.ts';
import { type Assignment, protocolVersion } from '../../core/runs/record/protocol.ts';
import { recordedWork } from '../../core/runs/record/recordedWork.ts';
import type { RunId } from '../../core/runs/record/runId.ts';
import type { Catalog } from '../../core/secrets/catalog.ts';
import { catalogOf } from '../../core/secrets/catalogOf.ts';
import type { SecretRecord } from '../../core/secrets/secretRecord.ts';
import { scopeKey } from '../../core/secrets/secretScope.ts';
import type { SecretValue } from '../../core/secrets/secretValue.ts';
import { until } from '../async/until.ts';
import type { CatalogService } from '../catalog/catalogService.ts';
import type { RunHost } from '../ports/runs/runHost.ts';
import type { ConfigAsking } from '../ports/runs/tools.ts';
import { type LaunchContext, type LaunchRequest, type PipelineUses } from './launchRequest.ts';

export interface LaunchDeps {
  readonly catalog: CatalogService;
  readonly host: Pick<RunHost, 'list' | 'prepare' | 'start'>;
  readonly newRunId: () => RunId;
  readonly readPipeline: (
    request: LaunchRequest,
    signal: AbortSignal,
    asking: ConfigAsking | null,
  ) => Promise<PipelineUses>;
  /** Names of which the developer says that nothing unknown reads them by `secrets.X`. */
  readonly exactNames: () => readonly string[];
}

/**
 * One launch between the wish and the run. Plans as often as the choices change; what was planned
 * last is what starts, with the values that were looked at for it.
 */
export class Launch {
  readonly #deps: LaunchDeps;
  readonly #request: LaunchRequest;
  readonly #context: LaunchContext;
  readonly #release: () => void;
  #values: ReadonlyMap<string, SecretValue> = new Map();
  /** What was planned on, which decides how tasks are served. */
  #pipeline: FetchingPipeline | null = null;
  /** What its output shows anyway. */
  #ordinary: ReadonlySet<string> = new Set();

  constructor(
    deps: LaunchDeps,
    request: LaunchRequest,
    context: LaunchContext,
    release: () => void,
  ) {
    this.#deps = deps;
    this.#request = request;
    this.#context = context;
    this.#release = release;
  }

  /** Reads what the run would read, values too; nothing is made, here or elsewhere. */
  async plan(choices: SecretChoices, signal: AbortSignal): Promise<Result<Plan, Failure>> {
    const { canaries = false, work } = this.#request;
    const pipeline = await this.#deps.readPipeline(this.#request, signal, this.#context.asking);
    const { uses, complete, gaps, config, elsewhere, processes, settings } = pipeline;
    const catalog = canaries
      ? catalogOf(canaryNames(uses, choices.added))
      : await this.#catalog(signal);
    const finding = findBackend(settings);
    const choice = work.kind === 'pipeline' ? work.options : noChoice;
    const target = this.#reached(chooseTarget(choice, finding, settings, this.#context.clouds));
    if (!target.ok) {
      return target;
    }
    this.#pipeline = { processes, settings, references: uses.map(({ reference }) => reference) };
    const deliveries = plannedDeliveries(target.value, processes, settings, uses);
    const records = selectedRecords({ uses, catalog, choices });
    const values = canaries ? ok(this.#made(records)) : await this.#read(records, signal);
    if (!values.ok) {
      return values;
    }
    this.#values = values.value;
    const { program, localNames: local } = this.#context;
    const folder = this.#request.folder.path;
    this.#ordinary = namesOfRun({ folder, program, work, uses, processes, local });
    const traits = traitsOfAll(values.value, declaredNames(uses), this.#ordinary);
    const delicate = [...traits].some(([name, its]) => isDelicate(name, its));
    return ok(
      planRun({
        uses,
        complete,
        gaps,
        ...(config && { config }),
        elsewhere,
        folder: this.#request.folder,
        work,
        backend: {
          target: target.value,
          finding,
          deliveries,
          others: otherExecutors(processes, settings),
          workDir: configuredValue(settings, 'workDir'),
        },
        test: this.#request.test,
        stubless: stubless(processes),
        command: workCommand(work, this.#context.program),
        catalog,
        choices,
        canaries,
        traits,
        exact: this.#deps.exactNames(),
        ...(delicate && { version: await this.#context.version() }),
      }),
    );
  }

  /** Does what the plan says. Not to be cancelled half-way: the supervisor owns what it began. */
  async start(plan: Plan): Promise<Result<RunId, Failure>> {
    const run = this.#deps.newRunId();
    const { target } = plan.backend;
    const place = await this.#deps.host.prepare(run, target);
    if (!place.ok) {
      return place;
    }
    const { folder, work, test } = this.#request;
    const options = work.kind === 'pipeline' ? work.options : null;
    const definitions = this.#definitions(run, plan);
    const config = this.#pipeline && deliveryConfig(target, run, this.#pipeline, definitions);
    const assignment: Assignment = {
      version: protocolVersion,
      run,
      ...place.value,
      folder: folder.path,
      launchFolder: folder.path,
      work: recordedWork(work, folder.path),
      profiles: options?.profiles ?? [],
      test,
      options,
      ...(this.#request.canaries === true && { canaries: true }),
      ...this.#tooCommon(plan),
      argv: [...plan.command],
      environment: this.#context.environment,
      stopTimeout: this.#context.stopTimeout,
      target,
      secrets: plan.published.map(secret => ({
        name: secret.name,
        scope: secret.winner.scope.kind,
        value: this.#value(secret.name).reveal(),
        form: secret.form,
        ...(isCloudTarget(target) && isReadInCloudAlone(secret, plan) && { inStore: false }),
        ...(isCloudTarget(target) && isReadByHeadAlone(secret, plan) && { inCloud: false }),
      })),
      ...(config !== null && { config }),
      ...(definitions.definitions.length > 0 && { definitions: [...definitions.definitions] }),
    };
    const started = await this.#deps.host.start(assignment);
    return started.ok ? ok(run) : started;
  }

  #definitions(run: RunId, { backend, published }: Plan): RunDefinitions {
    const names = new Set<string>(published.map(({ name }) => name));
    return this.#pipeline
      ? runDefinitions(run, this.#pipeline, backend.deliveries, names)
      : noDefinitions;
  }

  /** Only a pipeline's own launch takes a config of ours, by which tasks in clouds get secrets. */
  #reached(target: Result<RunTarget, Failure>): Result<RunTarget, Failure> {
    const direct = target.ok && ['local', 'hpc'].includes(target.value.kind);
    return this.#request.work.kind === 'pipeline' || direct ? target : ok(localTarget);
  }

  /** Added to the environment of what is launched. */
  get environment(): Readonly<Record<string, string>> {
    return this.#context.environment;
  }

  [Symbol.dispose](): void {
    this.#values = new Map();
    this.#release();
  }

  async #catalog(signal: AbortSignal): Promise<Catalog> {
    const { catalog: service } = this.#deps;
    await until(() => isSettled(service), service.onDidChange, signal);
    return service.current.forFolder(this.#request.folder.uri);
  }

  #made(records: readonly SecretRecord[]): ReadonlyMap<string, SecretValue> {
    return new Map(records.map(({ name }) => [name, canaryFor(name, this.#deps.newRunId())]));
  }

  /** The names of secrets that the run is to show, as its plan says. */
  #tooCommon({ published }: Plan): Pick<Assignment, 'tooCommon'> {
    const tooCommon = published
      .map(({ name }) => name)
      .filter(name => isTooCommon(this.#value(name).reveal(), this.#ordinary));
    return tooCommon.length > 0 ? { tooCommon } : {};
  }

  #value(name: string): SecretValue {
    const value = this.#values.get(name);
    if (!value) {
      throw new Error(`${name} was planned without its value`);
    }
    return value;
  }

  async #read(
    records: readonly SecretRecord[],
    signal: AbortSignal,
  ): Promise<Result<ReadonlyMap<string, SecretValue>, Failure>> {
    const values = new Map<string, SecretValue>();
    for (const { name, scope } of records) {
      const store = this.#deps.catalog.store(scope);
      if (!store) {
        return err({ kind: 'store-unavailable', reason: `${scopeKey(scope)} has no store` });
      }
      const value = await store.read(name, signal);
      if (!value.ok) {
        return value;
      }
      values.set(name, value.value);
    }
    return ok(values);
  }
}

function traitsOfAll(
  values: ReadonlyMap<string, SecretValue>,
  declared: readonly string[],
  ordinary: ReadonlySet<string>,
): ReadonlyMap<string, ValueTraits> {
  const traits = (value: SecretValue): ValueTraits => traitsOf(value.reveal(), declared, ordinary);
  return new Map([...values].map(([name, value]) => [name, traits(value)]));
}

/** Whether every scope has answered or failed, so that waiting longer brings nothing. */
function isSettled({ current }: CatalogService): boolean {
  return current.scopes.length > 0 && current.scopes.every(({ state }) => state.kind !== 'loading');
}
