# Makes robust.csv: clubSandwich's cluster-robust standard errors with their degrees of freedom, and
# its joint tests (HTZ), of numbered coefficients. The optimum is as near as nlme and lme4 come.
#   Rscript robust.R > robust.csv        (R 4.2.2, nlme 3.1-162, lme4 1.1-31, clubSandwich 0.6.0)
suppressMessages({library(nlme); library(lme4); library(clubSandwich)})
data <- "../oracle/covariance/data/"
growth <- read.csv(paste0(data, "orthodont_nlme.csv"))
growth$sex <- factor(growth$sex, levels = c("Male", "Female"))
trial <- subset(read.csv(paste0(data, "fev.csv")), !is.na(fev1))
trial$visit <- factor(trial$visit)
trial$order <- as.integer(trial$visit)
trial$arm <- factor(trial$arm, levels = c("PBO", "TRT"))
sleep <- read.csv("../oracle/data/sleepstudy.csv")

cat("id,method,name,se,f,df\n")
write <- function(id, fit, cluster, joint) for (method in c("CR0", "CR1", "CR2", "CR3")) {
  v <- vcovCR(fit, cluster = cluster, type = method)
  tests <- coef_test(fit, vcov = v, test = "Satterthwaite")
  cat(paste0(id, ",", method, ",", tests$Coef, ",", format(tests$SE, digits = 15), ",,",
    format(tests$df_Satt, digits = 15), "\n"), sep = "")
  for (rows in joint) {
    w <- Wald_test(fit, constraints = constrain_zero(rows), vcov = v, test = "HTZ")
    cat(paste0(id, ",", method, ",joint ", paste(rows, collapse = " "), ",,",
      format(w$Fstat, digits = 15), ",", format(w$df_denom, digits = 15), "\n"))
  }
}
control <- glsControl(tolerance = 1e-12, msTol = 1e-14)
write("orthodont-r-ar1", gls(distance ~ I(age - 11) * sex, growth,
  correlation = corAR1(form = ~1 | subject), control = control), growth$subject, list(c(2, 4), 2:4))
write("fev-us-arm", gls(fev1 ~ arm, trial, correlation = corSymm(form = ~order | subject),
  weights = varIdent(form = ~1 | visit), control = control), factor(trial$subject), list())
write("sleepstudy", lmer(reaction ~ days + (days | subject), sleep, control = lmerControl(
  optCtrl = list(xtol_abs = 1e-12, ftol_abs = 1e-14))), factor(sleep$subject), list(1:2))
