CREATE TABLE `accounts` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `accounts_name_unique` ON `accounts` (`name`);--> statement-breakpoint
CREATE TABLE `events` (
	`id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`account_id` text,
	`action` text NOT NULL,
	`subject` text NOT NULL,
	`detail` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `events_by_subject` ON `events` (`subject`,`id`);--> statement-breakpoint
CREATE TABLE `quota_uses` (
	`token_id` text NOT NULL,
	`day` text NOT NULL,
	`used` integer NOT NULL,
	PRIMARY KEY(`token_id`, `day`)
);
--> statement-breakpoint
CREATE TABLE `tokens` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`label` text NOT NULL,
	`prefix` text NOT NULL,
	`hash` text NOT NULL,
	`scopes` text NOT NULL,
	`daily_submissions` integer,
	`created_at` integer NOT NULL,
	`expires_at` integer,
	`revoked_at` integer,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `tokens_hash_unique` ON `tokens` (`hash`);--> statement-breakpoint
CREATE INDEX `tokens_by_account` ON `tokens` (`account_id`,`id`);--> statement-breakpoint
CREATE TABLE `benchmark_versions` (
	`id` text PRIMARY KEY NOT NULL,
	`benchmark_id` text NOT NULL,
	`version` integer NOT NULL,
	`plan` text NOT NULL,
	`spec_hash` text NOT NULL,
	`problem_count` integer NOT NULL,
	`state` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`benchmark_id`) REFERENCES `benchmarks`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `benchmark_versions_by_number` ON `benchmark_versions` (`benchmark_id`,`version`);--> statement-breakpoint
CREATE TABLE `benchmarks` (
	`id` text PRIMARY KEY NOT NULL,
	`slug` text NOT NULL,
	`name` text NOT NULL,
	`description` text NOT NULL,
	`visibility` text NOT NULL,
	`account_id` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `benchmarks_slug_unique` ON `benchmarks` (`slug`);--> statement-breakpoint
CREATE TABLE `disputes` (
	`id` text PRIMARY KEY NOT NULL,
	`problem_id` text NOT NULL,
	`account_id` text NOT NULL,
	`claim` text NOT NULL,
	`evidence` text NOT NULL,
	`state` text NOT NULL,
	`resolution` text,
	`created_at` integer NOT NULL,
	`closed_at` integer
);
--> statement-breakpoint
CREATE INDEX `disputes_by_problem` ON `disputes` (`problem_id`,`id`);--> statement-breakpoint
CREATE TABLE `problems` (
	`id` text PRIMARY KEY NOT NULL,
	`benchmark_version_id` text NOT NULL,
	`key` text NOT NULL,
	`statement` text NOT NULL,
	`statement_hash` text NOT NULL,
	`spec` text NOT NULL,
	`spec_hash` text NOT NULL,
	`cluster` text,
	`tags` text NOT NULL,
	`state` text NOT NULL,
	FOREIGN KEY (`benchmark_version_id`) REFERENCES `benchmark_versions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `problems_by_statement` ON `problems` (`benchmark_version_id`,`statement_hash`);--> statement-breakpoint
CREATE INDEX `problems_in_order` ON `problems` (`benchmark_version_id`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `problems_by_key` ON `problems` (`benchmark_version_id`,`key`);--> statement-breakpoint
CREATE TABLE `jobs` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`run_id` text,
	`account_id` text NOT NULL,
	`payload` text NOT NULL,
	`needs_gold` integer NOT NULL,
	`state` text NOT NULL,
	`attempts` integer NOT NULL,
	`max_attempts` integer NOT NULL,
	`fence` integer NOT NULL,
	`leased_by` text,
	`lease_expires_at` integer,
	`cancel_requested` integer NOT NULL,
	`checkpoint` text NOT NULL,
	`progress` text NOT NULL,
	`result` text,
	`failure` text,
	`batch_plan` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`finished_at` integer
);
--> statement-breakpoint
CREATE INDEX `jobs_by_age` ON `jobs` (`state`,`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `jobs_by_expiry` ON `jobs` (`state`,`lease_expires_at`);--> statement-breakpoint
CREATE INDEX `jobs_by_run` ON `jobs` (`run_id`,`id`);--> statement-breakpoint
CREATE INDEX `jobs_by_account` ON `jobs` (`account_id`,`id`);--> statement-breakpoint
CREATE TABLE `aggregates` (
	`run_id` text NOT NULL,
	`metric` text NOT NULL,
	`value` real NOT NULL,
	`low` real,
	`high` real,
	`n` integer NOT NULL,
	`estimator` text NOT NULL,
	`seed` integer,
	`grader` text NOT NULL,
	`epoch` integer NOT NULL,
	`computed_at` integer NOT NULL,
	PRIMARY KEY(`run_id`, `metric`)
);
--> statement-breakpoint
CREATE TABLE `invalid_lines` (
	`run_id` text NOT NULL,
	`line` integer NOT NULL,
	`code` text NOT NULL,
	`reason` text NOT NULL,
	`column` integer,
	PRIMARY KEY(`run_id`, `line`, `code`)
);
--> statement-breakpoint
CREATE TABLE `models` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`revision` text NOT NULL,
	`organisation` text,
	`released_at` integer,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `models_by_name` ON `models` (`name`,`revision`);--> statement-breakpoint
CREATE TABLE `publications` (
	`id` text PRIMARY KEY NOT NULL,
	`benchmark_version_id` text NOT NULL,
	`board` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `publications_by_version` ON `publications` (`benchmark_version_id`,`id`);--> statement-breakpoint
CREATE TABLE `runs` (
	`id` text PRIMARY KEY NOT NULL,
	`benchmark_version_id` text NOT NULL,
	`model_id` text NOT NULL,
	`account_id` text NOT NULL,
	`token_id` text,
	`label` text,
	`sampling` text NOT NULL,
	`sampling_hash` text NOT NULL,
	`source` text NOT NULL,
	`commit` text,
	`branch` text,
	`step` integer,
	`baseline_run_id` text,
	`visibility` text NOT NULL,
	`state` text NOT NULL,
	`failure` text,
	`row_model` text,
	`object_key` text,
	`object_bytes` integer NOT NULL,
	`content_hash` text,
	`graded_bytes` integer NOT NULL,
	`graded_lines` integer NOT NULL,
	`epoch` integer NOT NULL,
	`counts` text NOT NULL,
	`invalid_lines` integer NOT NULL,
	`active_grader` text NOT NULL,
	`created_at` integer NOT NULL,
	`progress_at` integer NOT NULL,
	`finished_at` integer,
	FOREIGN KEY (`benchmark_version_id`) REFERENCES `benchmark_versions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`model_id`) REFERENCES `models`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `runs_by_version` ON `runs` (`benchmark_version_id`,`visibility`,`id`);--> statement-breakpoint
CREATE INDEX `runs_by_account` ON `runs` (`account_id`,`id`);--> statement-breakpoint
CREATE INDEX `runs_by_visibility` ON `runs` (`visibility`,`id`);--> statement-breakpoint
CREATE INDEX `runs_by_content` ON `runs` (`content_hash`);--> statement-breakpoint
CREATE INDEX `runs_by_progress` ON `runs` (`state`,`progress_at`);--> statement-breakpoint
CREATE TABLE `uploads` (
	`id` text PRIMARY KEY NOT NULL,
	`run_id` text NOT NULL,
	`object_key` text NOT NULL,
	`object_upload` text NOT NULL,
	`parts` text NOT NULL,
	`state` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`run_id`) REFERENCES `runs`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `uploads_by_run` ON `uploads` (`run_id`);--> statement-breakpoint
CREATE TABLE `judgements` (
	`id` text PRIMARY KEY NOT NULL,
	`sample_id` text NOT NULL,
	`judge` text NOT NULL,
	`step` integer,
	`label` text NOT NULL,
	`score` real,
	`cost` real,
	`evidence` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `judgements_by_sample` ON `judgements` (`sample_id`,`id`);--> statement-breakpoint
CREATE TABLE `samples` (
	`id` text PRIMARY KEY NOT NULL,
	`run_id` text NOT NULL,
	`problem_id` text NOT NULL,
	`index` integer NOT NULL,
	`prompt_hash` text,
	`output_hash` text NOT NULL,
	`spec_hash` text NOT NULL,
	`byte_start` integer NOT NULL,
	`byte_end` integer NOT NULL,
	`item` integer NOT NULL,
	`line` integer NOT NULL,
	`thinking` text,
	`seed` integer,
	`tokens_in` integer,
	`tokens_out` integer,
	`log_probability` real,
	`latency_ms` real,
	`cost` real,
	`finish` text,
	`outcome` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `samples_by_outcome` ON `samples` (`run_id`,`outcome`,`byte_start`,`item`);--> statement-breakpoint
CREATE UNIQUE INDEX `samples_by_problem` ON `samples` (`run_id`,`problem_id`,`index`);--> statement-breakpoint
CREATE UNIQUE INDEX `samples_by_position` ON `samples` (`run_id`,`byte_start`,`item`);--> statement-breakpoint
CREATE TABLE `verdicts` (
	`spec_hash` text NOT NULL,
	`output_hash` text NOT NULL,
	`grader` text NOT NULL,
	`outcome` text NOT NULL,
	`score` real,
	`extracted` text,
	`relation` text,
	`by` text NOT NULL,
	`reason` text NOT NULL,
	`evidence` text NOT NULL,
	`fuel` integer NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`spec_hash`, `output_hash`, `grader`)
);
--> statement-breakpoint
CREATE TABLE `votes` (
	`id` text PRIMARY KEY NOT NULL,
	`sample_id` text NOT NULL,
	`verifier` text NOT NULL,
	`index` integer NOT NULL,
	`verdict` text NOT NULL,
	`tokens` integer,
	`seed` integer,
	`prompt_hash` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `votes_by_sample` ON `votes` (`sample_id`,`verifier`,`index`);