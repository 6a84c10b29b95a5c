CREATE TABLE "job_batches" (
	"job_id" text NOT NULL,
	"batch" bigint NOT NULL,
	"run_id" text NOT NULL,
	"epoch" bigint NOT NULL,
	"object_key" text NOT NULL,
	"created_at" bigint NOT NULL,
	CONSTRAINT "job_batches_job_id_batch_pk" PRIMARY KEY("job_id","batch")
);
--> statement-breakpoint
ALTER TABLE "samples" DROP CONSTRAINT "samples_by_position";--> statement-breakpoint
DROP INDEX "samples_by_outcome";--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "model" text;--> statement-breakpoint
ALTER TABLE "samples" ADD COLUMN "object_key" text;--> statement-breakpoint
CREATE INDEX "samples_by_outcome" ON "samples" USING btree ("run_id","outcome","line","item");--> statement-breakpoint
ALTER TABLE "samples" ADD CONSTRAINT "samples_by_position" UNIQUE("run_id","line","item");