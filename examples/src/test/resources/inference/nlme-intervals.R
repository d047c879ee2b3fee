# Rscript nlme-intervals.R DATA > nlme-intervals.csv      DATA: the folder of the oracle's data
# Intervals of variance parameters by nlme, on the scale of log standard deviations.
suppressMessages(library(nlme))
args <- commandArgs(TRUE)
s <- read.csv(file.path(args[1], "sleepstudy.csv")); s$subject <- factor(s$subject)
ctl <- lmeControl(tolerance = 1e-12, msTol = 1e-12, msMaxIter = 500, maxIter = 500, opt = "nlminb")
cat("id,name,lower,upper\n")
show <- function(id, m) {
  i <- intervals(m, which = "var-cov")
  for (g in names(i$reStruct)) { r <- i$reStruct[[g]]; for (k in seq_len(nrow(r))) cat(sprintf("%s,sd_%s|%s,%.10f,%.10f\n", id, sub("sd\\((.*)\\)", "\\1", rownames(r)[k]), g, r[k, 1], r[k, 3])) }
  cat(sprintf("%s,sigma,%.10f,%.10f\n", id, i$sigma[1], i$sigma[3]))
}
show("sleep-uncorrelated", lme(reaction ~ days, s, list(subject = pdDiag(~days)), control = ctl))
d <- read.csv(file.path(args[1], "dyestuff.csv"))
show("dyestuff", lme(yield ~ 1, d, ~ 1 | batch, control = ctl))
