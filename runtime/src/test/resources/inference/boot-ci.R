# Rscript boot-ci.R > boot-ci.csv: replicates of a skewed statistic, and the intervals of R's boot.ci for them.
suppressMessages(library(boot))
t0 <- 1
R <- 199
set.seed(5); t <- round(rgamma(R, 4, 4), 6)
b <- structure(list(t0 = t0, t = matrix(t), R = R, data = 1, sim = "parametric", call = quote(boot())), class = "boot")
cat("kind,level,lower,upper\n")
for (level in c(0.9, 0.95)) {
  ci <- boot.ci(b, conf = level, type = c("norm", "basic", "perc"))
  cat(sprintf("NORMAL,%g,%.12g,%.12g\n", level, ci$normal[2], ci$normal[3]))
  cat(sprintf("BASIC,%g,%.12g,%.12g\n", level, ci$basic[4], ci$basic[5]))
  cat(sprintf("PERCENTILE,%g,%.12g,%.12g\n", level, ci$percent[4], ci$percent[5]))
  # boot.ci has no parametric BCa; its quantiles at the corrected probabilities, for a = 0.1
  a <- 0.1; z0 <- qnorm(mean(t < t0)); z <- qnorm((1 + c(-level, level)) / 2)
  q <- boot:::norm.inter(t, pnorm(z0 + (z0 + z) / (1 - a * (z0 + z))))
  cat(sprintf("BCA,%g,%.12g,%.12g\n", level, q[1, 2], q[2, 2]))
}
writeLines(as.character(t), "boot-replicates.txt")
