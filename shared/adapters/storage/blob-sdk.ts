// The two names that are used of the blob SDK. Loading this file instead of the package lets the bundler leave out the
// rest, which weighs more (docs/decisions/0006).

export { BlockBlobClient, newPipeline } from "@azure/storage-blob";
