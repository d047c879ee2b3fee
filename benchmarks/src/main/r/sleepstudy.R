# The sleep study as a whole program: read, fit, print.
suppressMessages(library(lme4))
rows <- read.csv(commandArgs(TRUE)[1])
rows$subject <- factor(rows$subject)
print(summary(lmer(reaction ~ days + (days | subject), data = rows)))
status <- "/proc/self/status"
if (file.exists(status)) {
  peak <- grep("^VmHWM:", readLines(status), value = TRUE)
  cat("memory=", as.numeric(gsub("[^0-9]", "", peak)) * 1024 / 1e6, "\n", sep = "")
}
