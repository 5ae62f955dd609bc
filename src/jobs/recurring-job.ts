import type { IsoInstant } from '#src/time/units.ts';

/** What runs by itself, for one territory or, with '', for the instance. */
export interface JobKey {
  readonly name: string;
  readonly territoryId: string;
}

/** A job and where it stands. */
export interface RecurringJob extends JobKey {
  readonly dueAt: IsoInstant;
  readonly lease: Lease | null;
  readonly lastRunAt: IsoInstant | null;
  readonly lastError: string | null;
  /** Runs begun since the last success, the one under way counted: a run that took its process with it counts too. */
  readonly attempts: number;
}

/** The right to run a job until an instant; after it, another worker may take the job. */
export interface Lease {
  readonly owner: string;
  readonly until: IsoInstant;
}

/** A job that the caller may run. */
export interface ClaimedJob extends Job {
  readonly lease: Lease;
}

/**
 * The jobs of an instance, the same on one machine or several: each is held by one worker at a time. A worker that
 * stopped without a word loses its lease, and its job is run again: what a job does, it can do twice.
 */
export interface JobStore {
  /** Makes the job exist; one that exists keeps its due date. */
  ensureJob(key: JobKey, dueAt: IsoInstant): Promise<void>;
  /** Takes the job that is due for longest and that nobody holds. */
  claimDueJob(now: IsoInstant, owner: string, leaseSeconds: number): Promise<ClaimedJob | undefined>;
  /** Takes one job, due or not; undefined when it does not exist or somebody holds it. */
  claimJob(key: JobKey, now: IsoInstant, owner: string, leaseSeconds: number): Promise<ClaimedJob | undefined>;
  /** Keeps a long job; undefined when the lease was lost: stop. */
  renewJob(job: ClaimedJob, now: IsoInstant, leaseSeconds: number): Promise<ClaimedJob | undefined>;
  /** It went well: due again at `nextDueAt`. False when the lease had been lost, and nothing was noted. */
  finishJob(job: ClaimedJob, now: IsoInstant, nextDueAt: IsoInstant): Promise<boolean>;
  /** It failed: due again after `backOffSeconds`. The error's text holds no personal data. False as above. */
  failJob(job: ClaimedJob, now: IsoInstant, error: string): Promise<boolean>;
  /** The job is no longer wanted. */
  removeJob(key: JobKey): Promise<void>;
  /** All jobs, by name then territory. */
  listJobs(): Promise<readonly Job[]>;
}
