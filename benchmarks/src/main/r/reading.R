# Reads a CSV file of columns y, x, g and fits it once; prints what that takes, as lines name=value.
suppressMessages({
  library(data.table)
  library(lme4)
})
file <- commandArgs(TRUE)[1]
taken <- system.time(fit <- lmer(y ~ x + (1 | g), data = fread(file)))
cat("seconds=", taken[["elapsed"]], "\n", sep = "")
cat("processor=", taken[["user.self"]] + taken[["sys.self"]], "\n", sep = "")
cat("criterion=", format(REMLcrit(fit), digits = 15), "\n", sep = "")
status <- "/proc/self/status"
if (file.exists(status)) {
  peak <- grep("^VmHWM:", readLines(status), value = TRUE)
  cat("memory=", as.numeric(gsub("[^0-9]", "", peak)) * 1024 / 1e6, "\n", sep = "")
}
