// Preloaded into a child process: it ends when the parent is gone, however that ended.
process.on("disconnect", () => {
  process.exit(0);
});
