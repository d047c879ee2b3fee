# What a fit says of itself and of its predictions, from dense matrices of lme4 and from the packages that answer it.
#
#   apt-get install -y --no-install-recommends r-cran-lme4 r-cran-jsonlite r-cran-numderiv r-cran-performance r-cran-car r-cran-caic4
#   Rscript make.R ../oracle .        # writes ID.json for every case below
#
# The optimum is the one of the oracle: θ is read from its answer and not searched again. Influence holds θ fixed and is computed by refitting
# without the level. T = [ZΛ X], C = TᵀWT + diag(1, 0); mean squared errors of prediction are σ² tᵀC⁻¹t (Henderson 1975).
suppressMessages({library(lme4); library(jsonlite); library(numDeriv)})
args <- commandArgs(TRUE)
ids <- c("sleep-slope", "sleep-slope-ml", "sleep-uncorrelated", "penicillin-crossed", "pastes-nested", "cbpp-weighted", "oats-linear-nitro",
         "orthodont-slope", "machines-random-machine-cells", "machines-nested-shorthand", "dyestuff2-singular", "cake-linear")
cases <- read.csv(file.path(args[1], "cases.csv"), colClasses = "character", na.strings = character(0))
num <- function(x) I(unname(as.vector(x)))
quiet <- function(x) suppressWarnings(suppressMessages(x))
control <- lmerControl(optimizer = NULL, check.conv.singular = "ignore", calc.derivs = FALSE)

# cAIC4 1.0 has 2 tᵀe under eᵀWe in the mixed derivative where its own numerical branch, and the derivative of the fitted values by the responses,
# have tᵀe: caic holds its answer as it is, caic_mended with that.
mended <- cAIC4:::calculateGaussianBc
body(mended) <- parse(text = sub("eWje \\* e/\\(2 \\*\\s*tye\\)", "eWje * e/tye", paste(deparse(body(mended)), collapse = "\n")))[[1]]
original <- cAIC4:::calculateGaussianBc
caic <- function(m, how) { assignInNamespace("calculateGaussianBc", how, "cAIC4"); ca <- quiet(cAIC4::cAIC(m)); list(df = ca$df, caic = ca$caic, loglik = ca$loglikelihood) }

for (id in if (length(args) > 2) args[-(1:2)] else ids) {
  cs <- cases[cases$id == id, ]
  d <- read.csv(file.path(args[1], "data", cs$file), stringsAsFactors = TRUE)
  for (v in strsplit(cs$factors, " ")[[1]]) d[[v]] <- factor(d[[v]])
  reml <- as.logical(cs$reml); f <- as.formula(cs$formula)
  theta <- as.numeric(fromJSON(file.path(args[1], "fits", paste0(id, ".json")))$theta)
  w <- if (nzchar(cs$weights)) d[[cs$weights]] else rep(1, nrow(d))
  fit <- function(data, weights) quiet(do.call(lmer, c(list(formula = f, data = data, REML = reml, start = theta, control = control),
                                                       if (nzchar(cs$weights)) list(weights = weights))))
  m <- fit(d, w)
  X <- getME(m, "X"); Z <- as.matrix(getME(m, "Z")); Lt <- getME(m, "Lambdat"); Lind <- getME(m, "Lind"); y <- getME(m, "y")
  n <- nrow(X); p <- ncol(X); q <- ncol(Z); dfres <- if (reml) n - p else n
  lambda <- function(th) { L <- Lt; L@x <- th[Lind]; t(as.matrix(L)) }
  equations <- function(th) {
    L <- lambda(th); Tm <- cbind(Z %*% L, X); C <- crossprod(Tm * sqrt(w)) + diag(rep(c(1, 0), c(q, p)))
    s <- solve(C, crossprod(Tm, w * y)); r2 <- sum(w * (y - Tm %*% s)^2) + sum(s[1:q]^2)
    list(L = L, C = C, s = s, r2 = r2, fitted = as.vector(Tm %*% s))
  }
  joint <- function(par) {                       # -2 log (restricted) likelihood of θ and σ
    th <- par[-length(par)]; s2 <- par[length(par)]^2; e <- equations(th)
    ld <- determinant(if (reml) e$C else e$C[1:q, 1:q])$modulus
    as.numeric(ld + dfres * log(2 * pi * s2) + e$r2 / s2 - sum(log(w)))
  }
  e <- equations(theta); sg <- sqrt(e$r2 / dfres); Ci <- solve(e$C)
  stopifnot(abs(sg - sigma(m)) < 1e-8 * sg)
  singular <- isSingular(m)
  H <- if (!singular) hessian(joint, c(theta, sg), method.args = list(r = 6))
  V <- if (!singular) 2 * solve(H)

  # predictions: rows × kinds; a kind says which columns of Z are kept, which belong to new levels, and whether a residual is added
  rows <- unique(c(1, 2, n %/% 2, n))
  terms <- rep(seq_along(getME(m, "cnms")), diff(getME(m, "Gp")))
  first <- terms == 1
  kinds <- list(population = list(z = rep(0, q), fresh = rep(0, q), residual = 0), conditional = list(z = rep(1, q), fresh = rep(0, q), residual = 0),
                first_term = list(z = 1 * first, fresh = rep(0, q), residual = 0), new_first = list(z = 1 * !first, fresh = 1 * first, residual = 0),
                response = list(z = rep(1, q), fresh = rep(0, q), residual = 1), response_population = list(z = rep(0, q), fresh = rep(1, q), residual = 1))
  predictions <- lapply(names(kinds), function(k) {
    kd <- kinds[[k]]
    lapply(rows, function(i) {
      z <- Z[i, ] * kd$z; fresh <- Z[i, ] * kd$fresh
      value <- function(th) { s <- equations(th); sum(c(t(s$L) %*% z, X[i, ]) * s$s) }
      variance <- function(par) {
        s <- equations(par[-length(par)]); t <- c(t(s$L) %*% z, X[i, ])
        par[length(par)]^2 * (sum(t * solve(s$C, t)) + sum((t(s$L) %*% fresh)^2) + kd$residual / w[i])
      }
      v <- variance(c(theta, sg))
      out <- list(row = i - 1, prediction = value(theta), se = sqrt(v))
      if (!singular) {
        g <- jacobian(value, theta); h <- grad(variance, c(theta, sg))
        k <- seq_along(theta)
        out$theta_variance <- as.numeric(g %*% V[k, k] %*% t(g))
        out$df <- 2 * v^2 / as.numeric(h %*% V %*% h)
      }
      out
    })
  })
  names(predictions) <- names(kinds)

  # rows
  hat <- quiet(hatvalues(m)); raw <- y - fitted(m); pearson <- sqrt(w) * raw
  out <- list(id = id, sigma = sg, hat = num(hat), residual = num(raw), pearson = num(pearson), standardised = num(pearson / (sg * sqrt(1 - hat))),
              cook = num(quiet(cooks.distance(m))), predictions = predictions, effective_df = sum(hat))

  # levels left out, θ held: refitted
  V0 <- as.matrix(vcov(m)); b0 <- fixef(m)
  out$influence <- lapply(getME(m, "flist"), function(g) lapply(head(levels(g), 8), function(l) {
    keep <- g != l
    Tm <- cbind(Z %*% e$L, X)[keep, ]; wk <- w[keep]; yk <- y[keep]
    C <- crossprod(Tm * sqrt(wk)) + diag(rep(c(1, 0), c(q, p))); s <- solve(C, crossprod(Tm, wk * yk))
    r2 <- sum(wk * (yk - Tm %*% s)^2) + sum(s[1:q]^2); s2 <- r2 / (sum(keep) - if (reml) p else 0)
    Vl <- s2 * solve(C)[q + 1:p, q + 1:p]; change <- b0 - s[q + 1:p]
    list(level = l, coefficients = num(s[q + 1:p]), sigma = sqrt(s2), se = num(sqrt(diag(as.matrix(Vl)))), rows = sum(!keep), leverage = sum(hat[!keep]),
         cook = as.numeric(change %*% solve(V0, change)) / p, dfbetas = num(change / sqrt(diag(as.matrix(Vl)))))
  }))

  # summaries
  ll <- sum(dnorm(y, fitted(m), sg / sqrt(w), log = TRUE)); out$conditional_log_likelihood <- ll
  if (!singular && all(w == 1)) { out$caic <- caic(m, original); out$caic_mended <- caic(m, mended) }
  sf <- var(as.vector(X %*% b0)); sl <- sum((Z %*% (sg * e$L))^2) / n
  out$variances <- list(fixed = sf, random = sl, residual = sg^2)
  # performance 0.10.2 takes one effect alone of a term written with || and the means of one without an intercept: left out there
  if (!singular && all(w == 1) && !id %in% c("sleep-uncorrelated", "machines-random-machine-cells")) {
    r2n <- quiet(performance::r2_nakagawa(m)); ic <- quiet(performance::icc(m))
    out$r2 <- list(marginal = r2n$R2_marginal[[1]], conditional = r2n$R2_conditional[[1]])
    out$icc <- list(adjusted = ic$ICC_adjusted[[1]], unadjusted = if (is.null(ic$ICC_unadjusted)) ic$ICC_conditional[[1]] else ic$ICC_unadjusted[[1]])
  }
  pc <- quiet(rePCA(m)); out$pca <- lapply(pc, function(x) list(sdev = num(x$sdev), rotation = unname(as.matrix(x$rotation))))
  if (length(attr(terms(m), "term.labels")) > 1) {
    v <- quiet(car::vif(m)); out$vif <- if (is.matrix(v)) lapply(rownames(v), function(r) list(term = r, gvif = v[r, 1], df = v[r, 2])) else lapply(names(v), function(r) list(term = r, gvif = v[[r]], df = 1))
  }
  write_json(out, file.path(args[2], paste0(id, ".json")), digits = 17, auto_unbox = TRUE, null = "null", na = "string")
  cat(id, "\n")
}
