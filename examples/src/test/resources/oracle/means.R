# Makes means.csv: emmeans' marginal means, comparisons and trends of models of the oracle's data.
#   Rscript means.R        (R 4.2.2, lme4, pbkrtest, lmerTest, emmeans 1.8.4-1)
suppressMessages({library(lme4); library(lmerTest); library(emmeans)})
options(digits = 15)
emm_options(lmer.df = "kenward-roger")

read <- function(file, factors) {
  d <- read.csv(file.path("data", file), stringsAsFactors = TRUE)
  for (v in factors) d[[v]] <- factor(d[[v]])
  d
}

fit <- function(formula, data, weights = NULL) {
  control <- lmerControl(optimizer = "nloptwrap", calc.derivs = FALSE,
    optCtrl = list(xtol_abs = 1e-12, xtol_rel = 0, ftol_abs = 1e-13, ftol_rel = 0, maxeval = 1e5))
  call <- list(formula = formula, data = data, control = control)
  if (!is.null(weights)) call$weights <- weights
  m <- do.call(lmerTest::lmer, call)
  for (i in 1:3) {
    call$start <- getME(m, "theta")
    m <- do.call(lmerTest::lmer, call)
  }
  m
}

rows <- list()
# Adds a table: grid is an emmGrid, adjust a name of summary()'s, how the method of df.
record <- function(case, table, grid, adjust = "none", how) {
  s <- summary(grid, infer = TRUE, adjust = adjust, level = 0.95)
  keys <- setdiff(names(s), c("estimate", "emmean", "SE", "df", "lower.CL", "upper.CL",
    "asymp.LCL", "asymp.UCL", "t.ratio", "z.ratio", "p.value", grep("[.]trend$", names(s), value = TRUE)))
  name <- apply(as.data.frame(lapply(s[keys], as.character)), 1, paste, collapse = " ")
  column <- function(...) { for (n in c(...)) if (n %in% names(s)) return(s[[n]]) }
  estimate <- column("estimate", "emmean", grep("[.]trend$", names(s), value = TRUE))
  rows[[length(rows) + 1]] <<- data.frame(case, how, table, name, estimate, se = s$SE, df = s$df,
    lower = column("lower.CL", "asymp.LCL"), upper = column("upper.CL", "asymp.UCL"), p = s$p.value)
}

methods <- c(kr = "kenward-roger", sw = "satterthwaite", wald = "asymptotic")
for (how in names(methods)) {
  mode <- methods[[how]]
  emm <- function(m, ...) emmeans(m, ..., lmer.df = mode)
  add <- function(case, table, grid, adjust = "none") record(case, table, grid, adjust, how)

  m <- fit(yield ~ nitro + variety + (1 | block) + (1 | block:variety), read("oats.csv", NULL))
  g <- emm(m, "variety")
  add("oats", "variety", g)
  add("oats", "variety at 0.5", emm(m, "variety", at = list(nitro = 0.5)))
  add("oats", "pairwise tukey", pairs(g), "tukey")
  add("oats", "pairwise holm", pairs(g), "holm")
  add("oats", "pairwise hochberg", pairs(g), "hochberg")
  add("oats", "pairwise bh", pairs(g), "BH")
  add("oats", "pairwise bonferroni", pairs(g), "bonferroni")
  if (how == "wald") add("oats", "versus dunnett", contrast(g, "trt.vs.ctrl1"), "mvt")

  m <- fit(yield ~ factor(nitro) * variety + (1 | block / variety), read("oats.csv", NULL))
  add("oats-cells", "nitro", emm(m, "nitro"))
  add("oats-cells", "nitro pairwise tukey", pairs(emm(m, "nitro")), "tukey")
  add("oats-cells", "variety", emm(m, "variety"))
  add("oats-cells", "cells", emm(m, ~ nitro * variety))
  add("oats-cells", "cells pairwise tukey", pairs(emm(m, ~ nitro * variety)), "tukey")
  g <- emm(m, ~ variety | nitro)
  add("oats-cells", "variety by nitro", g)
  add("oats-cells", "variety at 0.6 pairwise tukey", pairs(emm(m, "variety", at = list(nitro = 0.6))), "tukey")

  d <- read("oats.csv", NULL)
  d <- d[!(d$variety == "Victory" & d$nitro == 0.6), ]
  m <- fit(yield ~ factor(nitro) * variety + (1 | block / variety), d)
  add("oats-hole", "variety", emm(m, "variety"))
  add("oats-hole", "cells", emm(m, ~ nitro * variety))
  add("oats-hole", "nitro pairwise none", pairs(emm(m, "nitro")))
  d <- read("oats.csv", NULL)
  d <- d[!(d$nitro == 0.6 & d$block %in% c("I", "II", "III")), ]
  m <- fit(yield ~ factor(nitro) * variety + (1 | block / variety), d)
  add("oats-uneven", "variety", emm(m, "variety"))
  add("oats-uneven", "variety by rows", emm(m, "variety", weights = "proportional"))
  add("oats-uneven", "variety pairwise tukey", pairs(emm(m, "variety")), "tukey")

  m <- fit(score ~ machine + (1 | worker / machine), read("machines.csv", "worker"))
  add("machines", "machine", emm(m, "machine"))
  add("machines", "pairwise tukey", pairs(emm(m, "machine")), "tukey")
  add("machines", "A and B against C none",
    contrast(emm(m, "machine"), list(mean = c(0.5, 0.5, -1), sum = c(1, 1, 0))))

  m <- fit(angle ~ recipe * factor(temperature) + (1 | recipe:replicate), read("cake.csv", "replicate"))
  add("cake", "recipe", emm(m, "recipe"))
  add("cake", "temperature", emm(m, "temperature"))
  add("cake", "temperature pairwise tukey", pairs(emm(m, "temperature")), "tukey")
  add("cake", "temperature by recipe", emm(m, ~ temperature | recipe))
  add("cake", "trends none", contrast(emm(m, "temperature"),
    list(linear = c(-5, -3, -1, 1, 3, 5), quadratic = c(5, -1, -4, -4, -1, 5))))
  if (how == "wald") {
    add("cake", "versus dunnett", contrast(emm(m, "temperature"), "trt.vs.ctrl1"), "mvt")
    add("cake", "trends mvt", contrast(emm(m, "temperature"),
      list(linear = c(-5, -3, -1, 1, 3, 5), quadratic = c(5, -1, -4, -4, -1, 5),
        last = c(0, 0, 0, 0, -1, 1))), "mvt")
  }

  m <- fit(distance ~ age * sex + (age | subject), read("orthodont.csv", NULL))
  add("orthodont", "sex", emm(m, "sex"))
  add("orthodont", "sex at 14", emm(m, "sex", at = list(age = 14)))
  add("orthodont", "sex at 14 pairwise none", pairs(emm(m, "sex", at = list(age = 14))))
  add("orthodont", "slopes", emtrends(m, "sex", var = "age", lmer.df = mode))
  add("orthodont", "slopes pairwise none", pairs(emtrends(m, "sex", var = "age", lmer.df = mode)))

  m <- fit(reaction ~ days + I(days^2) + (days | subject), read("sleepstudy.csv", "subject"))
  add("sleep-quadratic", "overall", emm(m, ~ 1))
  add("sleep-quadratic", "overall at 9", emm(m, ~ 1, at = list(days = 9)))
  m <- fit(reaction ~ poly(days, 2) + (1 | subject), read("sleepstudy.csv", "subject"))
  add("sleep-poly", "overall at 7", emm(m, ~ 1, at = list(days = 7)))
  m <- fit(reaction ~ factor(days) + (1 | subject), read("sleepstudy.csv", "subject"))
  add("sleep-days", "days", emm(m, "days"))
  add("sleep-days", "pairwise tukey", pairs(emm(m, "days")), "tukey")
  if (how == "wald") add("sleep-days", "versus dunnett", contrast(emm(m, "days"), "trt.vs.ctrl1"), "mvt")

  m <- fit(hr ~ time * drug + baseHR + (time | patient), read("heart_rate.csv", "patient"))
  add("heart-rate", "drug", emm(m, "drug"))
  add("heart-rate", "drug pairwise tukey", pairs(emm(m, "drug")), "tukey")
  add("heart-rate", "slopes", emtrends(m, "drug", var = "time", lmer.df = mode))

  if (how == "wald") {
    d <- read("cbpp.csv", c("herd", "period"))
    m <- fit(incidence / size ~ period + (1 | herd), d, d$size)
    add("cbpp", "period", emm(m, "period"))
  }
}
all <- do.call(rbind, rows)
for (column in c("estimate", "se", "df", "lower", "upper", "p")) all[[column]] <- format(all[[column]], digits = 15, trim = TRUE)
write.csv(all, "means.csv", row.names = FALSE, quote = FALSE)
