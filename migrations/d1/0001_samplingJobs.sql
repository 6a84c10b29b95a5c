CREATE TABLE `job_batches` (
	`job_id` text NOT NULL,
	`batch` integer NOT NULL,
	`run_id` text NOT NULL,
	`epoch` integer NOT NULL,
	`object_key` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`job_id`, `batch`)
);
--> statement-breakpoint
DROP INDEX `samples_by_outcome`;--> statement-breakpoint
DROP INDEX `samples_by_position`;--> statement-breakpoint
ALTER TABLE `samples` ADD `object_key` text;--> statement-breakpoint
CREATE INDEX `samples_by_outcome` ON `samples` (`run_id`,`outcome`,`line`,`item`);--> statement-breakpoint
CREATE UNIQUE INDEX `samples_by_position` ON `samples` (`run_id`,`line`,`item`);--> statement-breakpoint
ALTER TABLE `jobs` ADD `model` text;