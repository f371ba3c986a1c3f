// The two names that are used of the queue SDK. Loading this file instead of the package lets the bundler leave out the
// rest (docs/decisions/0006).

export { newPipeline, QueueClient } from "@azure/storage-queue";
