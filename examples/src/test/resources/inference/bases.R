# Rscript bases.R DATA > bases.csv      DATA: the folder of the oracle's data
# lmerTest's tables of terms with bases of a number.
suppressMessages({library(lme4); library(lmerTest); library(splines)})
dir <- commandArgs(TRUE)[1]
ctl <- lmerControl(optimizer = "nloptwrap", optCtrl = list(xtol_abs = 1e-12, xtol_rel = 0, ftol_abs = 1e-13, ftol_rel = 0, maxeval = 100000),
                   calc.derivs = FALSE, check.conv.singular = "ignore", check.conv.grad = "ignore", check.conv.hess = "ignore")
o <- read.csv(file.path(dir, "orthodont.csv"), stringsAsFactors = TRUE); o <- o[-c(3, 50, 51, 90), ]
cat("id,type,term,numdf,dendf,f,p\n")
table <- function(id, f) { environment(f) <- globalenv(); m <- lmerTest::lmer(f, o, control = ctl)
  for (ty in c("I","II","III")) { a <- as.data.frame(anova(m, type = ty)); for (i in seq_len(nrow(a))) cat(sprintf("%s,%s,%s,%d,%.9f,%.9f,%.9g\n", id, ty, gsub(" ", "", gsub(",", ";", rownames(a)[i])), a[i,3], a[i,4], a[i,5], a[i,6])) } }
table("poly", distance ~ poly(age, 2) * sex + (1 | subject))
table("numeric", distance ~ age * sex + I(age^2) * sex + (1 | subject))
table("spline", distance ~ ns(age, knots = 11, Boundary.knots = c(8, 14)) * sex + (1 | subject))
table("scaled", distance ~ scale(age) * sex + (1 | subject))
table("line", distance ~ age * sex + (1 | subject))
