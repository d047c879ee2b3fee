# Rscript drop1.R DATA > drop1.csv      DATA: the folder of the oracle's data
# lme4's drop1 where the smaller formula codes its factors in another way: no intercept, margins that go, aliased columns.
suppressMessages(library(lme4))
dir <- commandArgs(TRUE)[1]
ctl <- lmerControl(optimizer = "nloptwrap", optCtrl = list(xtol_abs = 1e-12, xtol_rel = 0, ftol_abs = 1e-13, ftol_rel = 0, maxeval = 100000),
                   calc.derivs = FALSE, check.conv.singular = "ignore", check.conv.grad = "ignore", check.conv.hess = "ignore", check.rankX = "silent.drop.cols")
cat("id,term,df,aic,chisq,p\n")
drop <- function(id, f, data) {
  d <<- data; f <<- f; ctl <<- ctl
  environment(f) <- globalenv()
  m <- eval(bquote(lmer(.(f), d, control = ctl)), globalenv())
  a <- as.data.frame(drop1(m, test = "Chisq"))
  for (i in seq_len(nrow(a))[-1])
    cat(sprintf("%s,%s,%d,%.9f,%.9f,%.9g\n", id, rownames(a)[i], a[i, "npar"], a[i, "AIC"], a[i, "LRT"], a[i, "Pr(Chi)"]))
}
o <- read.csv(file.path(dir, "oats.csv"))
o$rate <- round(5 * o$nitro)
o$double <- 2 * o$nitro + 1
gap <- subset(o, !(variety == "Victory" & rate == 3))
drop("means", yield ~ 0 + variety + nitro + (1 | block), o)
drop("slopeFirst", yield ~ 0 + nitro + variety + (1 | block), o)
drop("twoFactors", yield ~ 0 + variety + factor(rate) + (1 | block), o)
drop("crossed", yield ~ 0 + variety * factor(rate) + (1 | block), o)
# lme4 1.1-31 reads update()'s yield ~ (1 | block) - 1 as yield ~ 1 + (1 | block)
nothing <- function(id, term, f) {
  fit <- function(f) lmer(f, o, REML = FALSE, control = ctl)
  a <- anova(fit(yield ~ 0 + (1 | block)), fit(f))
  cat(sprintf("%s,%s,%d,%.9f,%.9f,%.9g\n", id, term, a$Df[2], a$AIC[1], a$Chisq[2], a[2, "Pr(>Chisq)"]))
}
nothing("cells", "variety:factor(rate)", yield ~ 0 + variety:factor(rate) + (1 | block))
nothing("slopes", "variety:nitro", yield ~ 0 + variety:nitro + (1 | block))
drop("margins", yield ~ variety:factor(rate) + factor(rate):block + (1 | block:variety), o)
o$variety <- factor(o$variety)
contrasts(o$variety) <- contr.sum(3)
drop("sums", yield ~ 0 + factor(rate) + variety + (1 | block), o)
drop("sumsFirst", yield ~ 0 + variety + factor(rate) + (1 | block), o)
o$variety <- as.character(o$variety)
drop("aliased", yield ~ nitro + double + variety + (1 | block), o)
drop("gap", yield ~ variety * factor(rate) + (1 | block), gap)
drop("gapAndMore", yield ~ variety * factor(rate) + block + (1 | block:variety), gap)
drop("linear", yield ~ nitro + factor(rate) + variety + (1 | block), o)
