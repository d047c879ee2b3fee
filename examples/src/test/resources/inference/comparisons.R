# Rscript comparisons.R DATA > comparisons.csv      DATA: the folder of the oracle's data
# lme4's drop1 and lmerTest's ranova, fits tightened until the criterion stops moving.
suppressMessages({library(lme4); library(lmerTest)})
dir <- commandArgs(TRUE)[1]
read <- function(f, ...) { d <- read.csv(file.path(dir, f), stringsAsFactors = TRUE); for (v in c(...)) d[[v]] <- factor(d[[v]]); d }
ctl <- lmerControl(optimizer = "nloptwrap", optCtrl = list(xtol_abs = 1e-12, xtol_rel = 0, ftol_abs = 1e-13, ftol_rel = 0, maxeval = 100000),
                   calc.derivs = FALSE, check.conv.singular = "ignore", check.conv.grad = "ignore", check.conv.hess = "ignore")
cat("test,id,term,npar,aic,chisq,df,p\n")
row <- function(...) cat(sprintf("%s,%s,%s,%d,%.9f,%.9f,%d,%.9g\n", ...))
both <- function(id, f, d) {
  # update() looks for data and control where the formula was made
  environment(f) <- globalenv(); assign("d", d, globalenv()); assign("ctl", ctl, globalenv()); assign("f", f, globalenv())
  m <- eval(quote(lmerTest::lmer(f, d, control = ctl)), globalenv())
  m0 <- eval(bquote(lme4::lmer(.(f), d, control = ctl)), globalenv())
  a <- as.data.frame(drop1(m0, test = "Chisq"))
  for (i in seq_len(nrow(a))[-1]) row("drop1", id, rownames(a)[i], a[i, "npar"], a[i, "AIC"], a[i, "LRT"], a[i, "npar"], a[i, "Pr(Chi)"])
  r <- as.data.frame(ranova(eval(bquote(lmerTest::lmer(.(f), d, control = ctl)), globalenv())))
  for (i in seq_len(nrow(r))[-1]) row("ranova", id, rownames(r)[i], r[i, "npar"], r[i, "AIC"], r[i, "LRT"], r[i, "Df"], r[i, "Pr(>Chisq)"])
}
s <- read("sleepstudy.csv", "subject")
both("sleep-slope", reaction ~ days + (days | subject), s)
both("sleep-uncorrelated", reaction ~ days + (1 | subject) + (0 + days | subject), s)
both("pastes-nested", strength ~ 1 + (1 | batch) + (1 | batch:cask), read("pastes.csv", "batch", "cask"))
both("penicillin-crossed", diameter ~ 1 + (1 | plate) + (1 | sample), read("penicillin.csv", "plate", "sample"))
both("oats-linear-nitro", yield ~ nitro + variety + (1 | block) + (1 | block:variety), read("oats.csv", "block", "variety"))
both("orthodont-slope", distance ~ age * sex + (age | subject), read("orthodont.csv", "subject", "sex"))
both("cake-linear", angle ~ recipe + temp + (1 | recipe:replicate), read("cake.csv", "recipe", "replicate"))
both("dyestuff", yield ~ 1 + (1 | batch), read("dyestuff.csv", "batch"))
