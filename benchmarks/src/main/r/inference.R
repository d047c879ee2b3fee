# Asks a fit of lme4 or nlme a question and prints what the answer took, as lines name=value. The fit is not measured,
# but where the question is a fit.
#
#   Rscript inference.R ID FILE
args <- commandArgs(TRUE)
suppressMessages(library(lme4))
data <- read.csv(args[2], stringsAsFactors = TRUE)
quiet <- function(x) suppressWarnings(suppressMessages(x))
suppressMessages(library(nlme))
longer <- glsControl(maxIter = 200, msMaxIter = 500)
fev <- function(data) {
  data <- data[!is.na(data$fev1), ]
  data[order(data$subject, data$visitN), ]
}
bcva <- function(data) {
  data <- data[!is.na(data$bcvaChange), ]
  data[order(data$subject, data$visitN), ]
}

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
  "fev-us" = {
    data <- fev(data)
    function() gls(fev1 ~ race + sex + arm * visit, data, correlation = corSymm(form = ~ visitN | subject),
                   weights = varIdent(form = ~ 1 | visit), control = longer)
  },
  "fev-exp" = {
    data <- fev(data)
    function() gls(fev1 ~ arm, data, correlation = corExp(form = ~ visitN | subject), control = longer)
  },
  "bcva-us" = {
    data <- bcva(data)
    function() gls(bcvaChange ~ bcvaBaseline + arm * factor(visitN) + race, data, control = longer,
                   correlation = corSymm(form = ~ visitN | subject), weights = varIdent(form = ~ 1 | visitN))
  },
  "bcva-ar1" = {
    data <- bcva(data)
    function() gls(bcvaChange ~ bcvaBaseline + arm * factor(visitN) + race, data, control = longer,
                   correlation = corAR1(form = ~ visitN | subject))
  },
  "ovary-ar1" = {
    data$mare <- factor(data$mare)
    data$order <- ave(data$time, data$mare, FUN = seq_along)
    function() lme(follicles ~ sin(2 * pi * time) + cos(2 * pi * time), data, ~ 1 | mare,
                   correlation = corAR1(form = ~ order | mare))
  },
  "series-ar1" = function() gls(y ~ x, data, correlation = corAR1(form = ~ step), control = longer),
  "fev-us-kr" = , "bcva-us-kr" = quit(status = 0), # nlme has no such tests
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
