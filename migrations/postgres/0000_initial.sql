CREATE TABLE "accounts" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"created_at" bigint NOT NULL,
	CONSTRAINT "accounts_name_unique" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "events" (
	"id" text PRIMARY KEY NOT NULL,
	"at" bigint NOT NULL,
	"account_id" text,
	"action" text NOT NULL,
	"subject" text NOT NULL,
	"detail" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "quota_uses" (
	"token_id" text NOT NULL,
	"day" text NOT NULL,
	"used" bigint NOT NULL,
	CONSTRAINT "quota_uses_token_id_day_pk" PRIMARY KEY("token_id","day")
);
--> statement-breakpoint
CREATE TABLE "tokens" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"label" text NOT NULL,
	"prefix" text NOT NULL,
	"hash" text NOT NULL,
	"scopes" jsonb NOT NULL,
	"daily_submissions" bigint,
	"created_at" bigint NOT NULL,
	"expires_at" bigint,
	"revoked_at" bigint,
	CONSTRAINT "tokens_hash_unique" UNIQUE("hash")
);
--> statement-breakpoint
CREATE TABLE "benchmark_versions" (
	"id" text PRIMARY KEY NOT NULL,
	"benchmark_id" text NOT NULL,
	"version" bigint NOT NULL,
	"plan" jsonb NOT NULL,
	"spec_hash" text NOT NULL,
	"problem_count" bigint NOT NULL,
	"state" text NOT NULL,
	"created_at" bigint NOT NULL,
	CONSTRAINT "benchmark_versions_by_number" UNIQUE("benchmark_id","version")
);
--> statement-breakpoint
CREATE TABLE "benchmarks" (
	"id" text PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"description" text NOT NULL,
	"visibility" text NOT NULL,
	"account_id" text NOT NULL,
	"created_at" bigint NOT NULL,
	CONSTRAINT "benchmarks_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "disputes" (
	"id" text PRIMARY KEY NOT NULL,
	"problem_id" text NOT NULL,
	"account_id" text NOT NULL,
	"claim" text NOT NULL,
	"evidence" jsonb NOT NULL,
	"state" text NOT NULL,
	"resolution" text,
	"created_at" bigint NOT NULL,
	"closed_at" bigint
);
--> statement-breakpoint
CREATE TABLE "problems" (
	"id" text PRIMARY KEY NOT NULL,
	"benchmark_version_id" text NOT NULL,
	"key" text NOT NULL,
	"statement" text NOT NULL,
	"statement_hash" text NOT NULL,
	"spec" jsonb NOT NULL,
	"spec_hash" text NOT NULL,
	"cluster" text,
	"tags" jsonb NOT NULL,
	"state" text NOT NULL,
	CONSTRAINT "problems_by_key" UNIQUE("benchmark_version_id","key")
);
--> statement-breakpoint
CREATE TABLE "jobs" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"run_id" text,
	"account_id" text NOT NULL,
	"payload" jsonb NOT NULL,
	"needs_gold" boolean NOT NULL,
	"state" text NOT NULL,
	"attempts" bigint NOT NULL,
	"max_attempts" bigint NOT NULL,
	"fence" bigint NOT NULL,
	"leased_by" text,
	"lease_expires_at" bigint,
	"cancel_requested" boolean NOT NULL,
	"checkpoint" jsonb NOT NULL,
	"progress" jsonb NOT NULL,
	"result" jsonb,
	"failure" text,
	"batch_plan" jsonb,
	"created_at" bigint NOT NULL,
	"updated_at" bigint NOT NULL,
	"finished_at" bigint
);
--> statement-breakpoint
CREATE TABLE "aggregates" (
	"run_id" text NOT NULL,
	"metric" text NOT NULL,
	"value" double precision NOT NULL,
	"low" double precision,
	"high" double precision,
	"n" bigint NOT NULL,
	"estimator" text NOT NULL,
	"seed" bigint,
	"grader" text NOT NULL,
	"epoch" bigint NOT NULL,
	"computed_at" bigint NOT NULL,
	CONSTRAINT "aggregates_run_id_metric_pk" PRIMARY KEY("run_id","metric")
);
--> statement-breakpoint
CREATE TABLE "invalid_lines" (
	"run_id" text NOT NULL,
	"line" bigint NOT NULL,
	"code" text NOT NULL,
	"reason" text NOT NULL,
	"column" bigint,
	CONSTRAINT "invalid_lines_run_id_line_code_pk" PRIMARY KEY("run_id","line","code")
);
--> statement-breakpoint
CREATE TABLE "models" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"revision" text NOT NULL,
	"organisation" text,
	"released_at" bigint,
	"created_at" bigint NOT NULL,
	CONSTRAINT "models_by_name" UNIQUE("name","revision")
);
--> statement-breakpoint
CREATE TABLE "publications" (
	"id" text PRIMARY KEY NOT NULL,
	"benchmark_version_id" text NOT NULL,
	"board" jsonb NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "runs" (
	"id" text PRIMARY KEY NOT NULL,
	"benchmark_version_id" text NOT NULL,
	"model_id" text NOT NULL,
	"account_id" text NOT NULL,
	"token_id" text,
	"label" text,
	"sampling" jsonb NOT NULL,
	"sampling_hash" text NOT NULL,
	"source" text NOT NULL,
	"commit" text,
	"branch" text,
	"step" bigint,
	"baseline_run_id" text,
	"visibility" text NOT NULL,
	"state" text NOT NULL,
	"failure" text,
	"row_model" text,
	"object_key" text,
	"object_bytes" bigint NOT NULL,
	"content_hash" text,
	"graded_bytes" bigint NOT NULL,
	"graded_lines" bigint NOT NULL,
	"epoch" bigint NOT NULL,
	"counts" jsonb NOT NULL,
	"invalid_lines" bigint NOT NULL,
	"active_grader" text NOT NULL,
	"created_at" bigint NOT NULL,
	"progress_at" bigint NOT NULL,
	"finished_at" bigint
);
--> statement-breakpoint
CREATE TABLE "uploads" (
	"id" text PRIMARY KEY NOT NULL,
	"run_id" text NOT NULL,
	"object_key" text NOT NULL,
	"object_upload" text NOT NULL,
	"parts" jsonb NOT NULL,
	"state" text NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "judgements" (
	"id" text PRIMARY KEY NOT NULL,
	"sample_id" text NOT NULL,
	"judge" text NOT NULL,
	"step" bigint,
	"label" text NOT NULL,
	"score" double precision,
	"cost" double precision,
	"evidence" jsonb NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "samples" (
	"id" text PRIMARY KEY NOT NULL,
	"run_id" text NOT NULL,
	"problem_id" text NOT NULL,
	"index" bigint NOT NULL,
	"prompt_hash" text,
	"output_hash" text NOT NULL,
	"spec_hash" text NOT NULL,
	"byte_start" bigint NOT NULL,
	"byte_end" bigint NOT NULL,
	"item" bigint NOT NULL,
	"line" bigint NOT NULL,
	"thinking" jsonb,
	"seed" bigint,
	"tokens_in" bigint,
	"tokens_out" bigint,
	"log_probability" double precision,
	"latency_ms" double precision,
	"cost" double precision,
	"finish" text,
	"outcome" text NOT NULL,
	CONSTRAINT "samples_by_problem" UNIQUE("run_id","problem_id","index"),
	CONSTRAINT "samples_by_position" UNIQUE("run_id","byte_start","item")
);
--> statement-breakpoint
CREATE TABLE "verdicts" (
	"spec_hash" text NOT NULL,
	"output_hash" text NOT NULL,
	"grader" text NOT NULL,
	"outcome" text NOT NULL,
	"score" double precision,
	"extracted" jsonb,
	"relation" text,
	"by" text NOT NULL,
	"reason" text NOT NULL,
	"evidence" jsonb NOT NULL,
	"fuel" bigint NOT NULL,
	"created_at" bigint NOT NULL,
	CONSTRAINT "verdicts_spec_hash_output_hash_grader_pk" PRIMARY KEY("spec_hash","output_hash","grader")
);
--> statement-breakpoint
CREATE TABLE "votes" (
	"id" text PRIMARY KEY NOT NULL,
	"sample_id" text NOT NULL,
	"verifier" text NOT NULL,
	"index" bigint NOT NULL,
	"verdict" text NOT NULL,
	"tokens" bigint,
	"seed" bigint,
	"prompt_hash" text NOT NULL,
	"created_at" bigint NOT NULL,
	CONSTRAINT "votes_by_sample" UNIQUE("sample_id","verifier","index")
);
--> statement-breakpoint
ALTER TABLE "tokens" ADD CONSTRAINT "tokens_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "benchmark_versions" ADD CONSTRAINT "benchmark_versions_benchmark_id_benchmarks_id_fk" FOREIGN KEY ("benchmark_id") REFERENCES "public"."benchmarks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "benchmarks" ADD CONSTRAINT "benchmarks_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "problems" ADD CONSTRAINT "problems_benchmark_version_id_benchmark_versions_id_fk" FOREIGN KEY ("benchmark_version_id") REFERENCES "public"."benchmark_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "runs" ADD CONSTRAINT "runs_benchmark_version_id_benchmark_versions_id_fk" FOREIGN KEY ("benchmark_version_id") REFERENCES "public"."benchmark_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "runs" ADD CONSTRAINT "runs_model_id_models_id_fk" FOREIGN KEY ("model_id") REFERENCES "public"."models"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "runs" ADD CONSTRAINT "runs_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "uploads" ADD CONSTRAINT "uploads_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "events_by_subject" ON "events" USING btree ("subject","id");--> statement-breakpoint
CREATE INDEX "tokens_by_account" ON "tokens" USING btree ("account_id","id");--> statement-breakpoint
CREATE INDEX "disputes_by_problem" ON "disputes" USING btree ("problem_id","id");--> statement-breakpoint
CREATE INDEX "problems_by_statement" ON "problems" USING btree ("benchmark_version_id","statement_hash");--> statement-breakpoint
CREATE INDEX "problems_in_order" ON "problems" USING btree ("benchmark_version_id","id");--> statement-breakpoint
CREATE INDEX "jobs_by_age" ON "jobs" USING btree ("state","created_at","id");--> statement-breakpoint
CREATE INDEX "jobs_by_expiry" ON "jobs" USING btree ("state","lease_expires_at");--> statement-breakpoint
CREATE INDEX "jobs_by_run" ON "jobs" USING btree ("run_id","id");--> statement-breakpoint
CREATE INDEX "jobs_by_account" ON "jobs" USING btree ("account_id","id");--> statement-breakpoint
CREATE INDEX "publications_by_version" ON "publications" USING btree ("benchmark_version_id","id");--> statement-breakpoint
CREATE INDEX "runs_by_version" ON "runs" USING btree ("benchmark_version_id","visibility","id");--> statement-breakpoint
CREATE INDEX "runs_by_account" ON "runs" USING btree ("account_id","id");--> statement-breakpoint
CREATE INDEX "runs_by_visibility" ON "runs" USING btree ("visibility","id");--> statement-breakpoint
CREATE INDEX "runs_by_content" ON "runs" USING btree ("content_hash");--> statement-breakpoint
CREATE INDEX "runs_by_progress" ON "runs" USING btree ("state","progress_at");--> statement-breakpoint
CREATE INDEX "uploads_by_run" ON "uploads" USING btree ("run_id");--> statement-breakpoint
CREATE INDEX "judgements_by_sample" ON "judgements" USING btree ("sample_id","id");--> statement-breakpoint
CREATE INDEX "samples_by_outcome" ON "samples" USING btree ("run_id","outcome","byte_start","item");