# Makes averaging-rows.csv, unbalanced made-up rows with an empty cell, and averaging.csv: emmeans'
# means of them by each kind of weights.
#   Rscript averaging.R        (R 4.2.2, lme4 1.1-31, lmerTest 3.1-3, emmeans 1.8.4-1)
suppressMessages({library(lme4); library(lmerTest); library(emmeans)})
options(digits = 15)
emm_options(msg.nesting = FALSE)

set.seed(20)
n <- 160
d <- data.frame(
  a = sample(c("a1", "a2", "a3"), n, TRUE, c(0.5, 0.3, 0.2)),
  b = sample(c("b1", "b2", "b3", "b4"), n, TRUE, c(0.4, 0.3, 0.2, 0.1)),
  c = sample(c("c1", "c2"), n, TRUE, c(0.7, 0.3)),
  x = round(rnorm(n, 3), 2), g = paste0("g", sample(10, n, TRUE)))
d <- d[!(d$a == "a3" & d$b == "b4"), ]
d$class <- paste0(d$a, ".", ifelse(d$a == "a1", substring(d$b, 2), ifelse(d$b %in% c("b1", "b2"), 1, 2)))
d$y <- round(10 + 2 * (d$a == "a2") + (d$b == "b3") + (d$a == "a2") * (d$b == "b2") - (d$c == "c2") +
  0.5 * d$x + rnorm(10)[as.integer(substring(d$g, 2))] + rnorm(nrow(d)), 3)
write.csv(d, "averaging-rows.csv", row.names = FALSE, quote = FALSE)
for (v in c("a", "b", "c", "g", "class")) d[[v]] <- factor(d[[v]])

fit <- function(formula) {
  call <- list(formula = formula, data = d, control = lmerControl(optimizer = "nloptwrap",
    calc.derivs = FALSE, optCtrl = list(xtol_abs = 1e-12, xtol_rel = 0, ftol_abs = 1e-13,
    ftol_rel = 0, maxeval = 1e5)))
  m <- suppressMessages(do.call(lmerTest::lmer, call))
  for (i in 1:3) {
    call$start <- getME(m, "theta")
    m <- suppressMessages(do.call(lmerTest::lmer, call))
  }
  m
}

rows <- list()
add <- function(model, table, grid) {
  s <- as.data.frame(summary(grid, infer = TRUE, adjust = "none"))
  if (!any(c("estimate", "emmean") %in% names(s))) return()  # nothing is estimable
  keys <- setdiff(names(s), c("estimate", "emmean", "SE", "df", "lower.CL", "upper.CL", "t.ratio", "p.value"))
  name <- apply(as.data.frame(lapply(s[keys], as.character)), 1, paste, collapse = " ")
  estimate <- if ("emmean" %in% names(s)) s$emmean else s$estimate
  rows[[length(rows) + 1]] <<- data.frame(model, table, name, estimate, se = s$SE, df = s$df)
}

emm <- function(m, specs, weights, ...)
  emmeans(m, specs, weights = weights, lmer.df = "satterthwaite", ...)

additive <- fit(y ~ a + b + c + x + (1 | g))
crossed <- fit(y ~ a * b + c + x + (1 | g))
nested <- fit(y ~ a + a:class + x + (1 | g))
for (w in c("equal", "proportional", "outer")) {
  add("additive", paste("a", w), emm(additive, "a", w))
  add("additive", paste("b by a", w), emm(additive, ~ b | a, w))
  add("additive", paste("a at c2", w), emm(additive, "a", w, at = list(c = "c2")))
}
add("additive", "a cells", emm(additive, "a", "cells"))
for (w in c("cells", "flat", "proportional", "outer")) {
  add("crossed", paste("a", w), emm(crossed, "a", w))
  add("crossed", paste("overall", w), emm(crossed, ~ 1, w))
  add("crossed", paste("a pairs", w), pairs(emm(crossed, "a", w)))
  add("crossed", paste("b at c2", w), emm(crossed, "b", w, at = list(c = "c2")))
  add("crossed", paste("b by a", w), emm(crossed, ~ b | a, w))
  add("crossed", paste("a b", w), emm(crossed, ~ a * b, w))
}
pairwise <- fit(y ~ a + b * c + x + (1 | g))
for (w in c("proportional", "outer")) add("pairwise", paste("a", w), emm(pairwise, "a", w))
add("nested", "a flat", emm(nested, "a", "equal"))
add("nested", "a cells", emm(nested, "a", "cells"))
all <- do.call(rbind, rows)
for (column in c("estimate", "se", "df")) all[[column]] <- format(all[[column]], digits = 15, trim = TRUE)
write.csv(all, "averaging.csv", row.names = FALSE, quote = FALSE)
