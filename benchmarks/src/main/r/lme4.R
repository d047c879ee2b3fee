# Fits a model with lme4's default settings and prints what it took, as lines name=value.
#
#   Rscript lme4.R FILE FORMULA REML FACTORS REPETITIONS
#
# FACTORS: columns, separated by blanks, that look like numbers and are factors. One repetition is
# enough where it takes more than 20 seconds.
args <- commandArgs(TRUE)
suppressMessages(library(lme4))

resident <- function(what) {   # megabytes, Linux only
  status <- "/proc/self/status"
  if (!file.exists(status)) return(NA)
  line <- grep(paste0("^", what, ":"), readLines(status), value = TRUE)
  as.numeric(gsub("[^0-9]", "", line)) * 1024 / 1e6
}

data <- read.csv(args[1], stringsAsFactors = TRUE, na.strings = c("NA", ""))
for (name in strsplit(args[4], " ")[[1]]) data[[name]] <- factor(data[[name]])
formula <- as.formula(args[2])
reml <- as.logical(args[3])

invisible(gc())
try(cat("5", file = "/proc/self/clear_refs"), silent = TRUE)   # forget the peak of reading
before <- resident("VmRSS")
seconds <- c()
processor <- c()
for (repetition in seq_len(as.integer(args[5]))) {
  time <- system.time(
    fit <- suppressWarnings(suppressMessages(lmer(formula, data = data, REML = reml))))
  seconds <- c(seconds, time[["elapsed"]])
  processor <- c(processor, time[["user.self"]] + time[["sys.self"]])
  if (sum(seconds) > 20) break
}

say <- function(name, value) cat(name, "=", format(value, digits = 17), "\n", sep = "")
say("seconds", median(seconds))
say("processor", median(processor))
say("criterion", fit@devcomp$cmp[[if (reml) "REML" else "dev"]])
say("evaluations", fit@optinfo$feval)
say("rows", nobs(fit))
say("memory", resident("VmHWM") - before)
