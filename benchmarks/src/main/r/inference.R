# Asks a fit of lme4 a question and prints what the answer took, as lines name=value. The fit is not measured.
#
#   Rscript inference.R ID FILE
args <- commandArgs(TRUE)
suppressMessages(library(lme4))
data <- read.csv(args[2], stringsAsFactors = TRUE)
quiet <- function(x) suppressWarnings(suppressMessages(x))

ask <- switch(args[1],
  "predict" = {
    data$g <- factor(data$g)
    fit <- quiet(lmer(y ~ x + (x | g), data[1:100000, ]))
    function() for (pass in 1:10) predict(fit, newdata = data)
  },
  "conditional-modes" = {
    for (name in c("s", "d", "dept", "service")) data[[name]] <- factor(data[[name]])
    fit <- quiet(lmer(y ~ service + (1 | s) + (1 | d) + (1 | dept:service), data))
    function() ranef(fit, condVar = TRUE)
  },
  "hat-values" = {
    fit <- quiet(lmer(diameter ~ 1 + (1 | plate) + (1 | sample), data))
    function() { hatvalues(fit); cooks.distance(fit) }
  },
  "profile" = {
    data$subject <- factor(data$subject)
    fit <- quiet(lmer(reaction ~ days + (days | subject), data))
    function() quiet(confint(fit, method = "profile", quiet = TRUE))
  },
  "bootstrap" = {
    data$subject <- factor(data$subject)
    fit <- quiet(lmer(reaction ~ days + (days | subject), data))
    statistics <- function(m) c(as.data.frame(VarCorr(m))$sdcor, fixef(m))
    function() quiet(bootMer(fit, statistics, nsim = 1000, seed = 1))
  },
  "satterthwaite" = {
    for (name in c("s", "d", "dept", "service")) data[[name]] <- factor(data[[name]])
    fit <- quiet(lmer(y ~ service + (1 | s) + (1 | d) + (1 | dept:service), data))
    function() summary(lmerTest::as_lmerModLmerTest(fit))
  },
  "kenward-roger" = {
    data$g <- factor(data$g)
    fit <- quiet(lmer(y ~ x + (x | g), data))
    function() lmerTest::contest(lmerTest::as_lmerModLmerTest(fit), diag(2), joint = FALSE, ddf = "Kenward-Roger")
  },
  stop("no question ", args[1]))

seconds <- c()
processor <- c()
for (repetition in 1:5) {
  time <- system.time(ask())
  seconds <- c(seconds, time[["elapsed"]])
  processor <- c(processor, time[["user.self"]] + time[["sys.self"]])
  if (sum(seconds) > 20) break
}
cat("seconds=", format(median(seconds), digits = 17), "\n", sep = "")
cat("processor=", format(median(processor), digits = 17), "\n", sep = "")
