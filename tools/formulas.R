# Draws random formulas and writes what R makes of them: model.matrix for X, lme4's lFormula for Z.
#
#   Rscript tools/formulas.R <file> <how many> <seed>
#
# The file holds the data sets, then for each formula X, Z and y with their names; the test
# RComparisonTest of the processor compiles a record for each formula and compares every entry.
# Formulas are written in Blup's language, which R reads too once the functions below exist.

suppressPackageStartupMessages(library(lme4))
invisible(Sys.setlocale("LC_COLLATE", "C"))

center <- function(x) scale(x, scale = FALSE)
pow <- function(x, k) x^k
poly <- function(x, degree, raw) stats::poly(x, degree, raw = nargs() == 3)
knots <- c
boundary <- c
ns <- function(x, knots, boundary) splines::ns(x, knots = knots, Boundary.knots = boundary)
bs <- function(x, knots, boundary)
  suppressWarnings(splines::bs(x, knots = knots, Boundary.knots = boundary))
C <- function(f, contrast) {
  written <- substitute(contrast)
  f <- as.factor(f)
  contrasts(f) <- if (is.name(written)) {
    get(paste0("contr.", written))(nlevels(f))
  } else {
    contr.treatment(levels(f), base = match(written[[2]], levels(f)))
  }
  f
}

# --- data sets -----------------------------------------------------------------------------------

sets <- function() {
  draw <- function(n, centre, spread) {
    data <- data.frame(
      y = round(rnorm(n, 300, 50), 2),
      size = sample(1:9, n, TRUE) + 0.5,
      x = round(runif(n, centre - spread, centre + spread), 2),
      z = round(rexp(n) + 0.1, 3),
      k = sample(1:3, n, TRUE),
      f = sample(c("b", "a", "c"), n, TRUE),
      e = factor(sample(c("LOW", "MID", "HIGH"), n, TRUE), c("LOW", "MID", "HIGH")),
      t = sample(c(FALSE, TRUE), n, TRUE),
      g = paste0("g", sample(1:6, n, TRUE)),
      h = paste0("h", sample(1:4, n, TRUE)),
      stringsAsFactors = FALSE)
    data
  }
  list(small = draw(26, 0, 2), years = draw(40, 2000, 15), large = draw(60, 5, 4))
}

kinds <- paste0(
  "y:double size:double x:double z:double k:int f:String e:enum(LOW,MID,HIGH) t:boolean ",
  "g:String h:String")

# --- formulas ------------------------------------------------------------------------------------

pick <- function(...) sample(c(...), 1)

spline <- function(data) {
  edges <- c(floor(min(data$x)) - 1, ceiling(max(data$x)) + 1)
  inner <- sort(sample(seq(edges[1] + 1, edges[2] - 1), 2))
  if (inner[1] == inner[2]) inner <- inner[1]
  sprintf(
    "%s(x, knots(%s), boundary(%s))", pick("ns", "bs"),
    paste(inner, collapse = ", "), paste(edges, collapse = ", "))
}

number <- function(data) {
  plain <- c("x", "z", "x", "z", "k")
  drawn <- c(
    "log(z)", "sqrt(z)", "exp(z/10)", "I(x^2)", "I(x - 3)", "I(x*z)", "pow(z, 3)", "log1p(z)",
    "scale(x)", "scale(z)", "center(x)", "center(log(z))", "poly(x, 2)", "poly(z, 3)",
    "poly(x, 1)", "poly(z, 2, raw)", "scale(I(x + z))")
  r <- runif(1)
  if (r < 0.5) sample(plain, 1) else if (r < 0.9) sample(drawn, 1) else spline(data)
}

level <- function() {
  if (runif(1) < 0.65) return(pick("f", "e", "t"))
  pick(
    "factor(k)", "C(f, sum)", "C(f, helmert)", "C(e, poly)", "C(f, treatment(\"b\"))",
    "C(e, treatment(\"HIGH\"))", "C(factor(k), sum)", "C(e, sum)")
}

variable <- function(data) if (runif(1) < 0.5) number(data) else level()

# An expression of so many variables.
expression_of <- function(count, data) {
  if (count == 1) return(variable(data))
  left <- sample(seq_len(count - 1), 1)
  a <- expression_of(left, data)
  b <- expression_of(count - left, data)
  operator <- pick(" + ", " + ", ":", "*", "*", "/", "%in%", "^", "-")
  switch(
    operator,
    "^" = sprintf("(%s + %s)^2", a, b),
    "-" = sprintf("((%s)*(%s) - (%s))", a, b, pick(a, b)),
    "%in%" = sprintf("((%s) + (%s) %%in%% (%s))", b, a, b),
    " + " = sprintf("(%s + %s)", a, b),
    sprintf("(%s)%s(%s)", a, operator, b))
}

effects <- function(data) {
  intercept <- pick("", "", "0 + ", "1 + ")
  paste0(intercept, expression_of(pick(1, 1, 1, 2), data))
}

random <- function(data) {
  group <- pick("g", "g", "h", "g:h", "g/h", "h/g", "g:f")
  inner <- if (runif(1) < 0.4) "1" else effects(data)
  sprintf("(%s %s %s)", inner, pick("|", "|", "|", "||"), group)
}

response <- function() pick(
  "y", "y", "y", "log(y)", "scale(y)", "center(y)", "y/size", "sqrt(y)", "I(y - 300)")

draw_formula <- function(data) {
  left <- response()
  fixed <- paste0(pick("", "", "", "0 + ", "1 + "), expression_of(pick(1, 2, 2, 3, 3, 4), data))
  if (runif(1) < 0.15) fixed <- paste(fixed, "- 1")
  if (runif(1) < 0.1 && !grepl("^(scale|center)", left)) fixed <- paste(fixed, "+ offset(size)")
  terms <- replicate(pick(1, 1, 2), random(data))
  paste(left, "~", paste(c(fixed, terms), collapse = " + "))
}

# --- what R makes of them ------------------------------------------------------------------------

control <- do.call(lmerControl, c(
  list(check.rankX = "ignore", check.scaleX = "ignore"),
  setNames(
    as.list(rep("ignore", 4)),
    c("check.nobs.vs.nlev", "check.nobs.vs.nRE", "check.nlev.gtreq.5", "check.nobs.vs.rankZ"))))

# Two bars mean that effects do not covary; the columns are those of one bar.
matrices <- function(text, data) {
  formula <- as.formula(gsub("||", "|", text, fixed = TRUE), env = globalenv())
  parsed <- lFormula(formula, data, control = control)
  z <- list()
  names <- character()
  for (term in seq_along(parsed$reTrms$Ztlist)) {
    block <- parsed$reTrms$Ztlist[[term]]
    effect <- parsed$reTrms$cnms[[term]]
    levels <- rownames(block)[seq(1, nrow(block), by = length(effect))]
    names <- c(names, paste(rep(effect, length(levels)), rep(levels, each = length(effect)), sep = "|"))
    z[[term]] <- as.matrix(block)
  }
  list(
    x = unname(parsed$X), x_names = colnames(parsed$X),
    z = unname(do.call(rbind, z)), z_names = names,
    y = as.vector(model.response(parsed$fr)))
}

digits <- function(values) formatC(values, digits = 17, width = 1, format = "g")

main <- function(file, count, seed) {
  set.seed(seed)
  out <- base::file(file, "w")
  on.exit(close(out))
  line <- function(...) writeLines(paste(..., sep = "\t"), out)
  data <- sets()
  for (name in names(data)) {
    set <- data[[name]]
    line("data", name, nrow(set), kinds)
    for (row in seq_len(nrow(set))) {
      cells <- vapply(set, function(column) {
        if (is.numeric(column)) digits(column[row]) else as.character(column[row])
      }, "")
      line(paste(cells, collapse = "\t"))
    }
  }
  written <- 0
  seen <- character()
  while (written < count) {
    name <- sample(names(data), 1)
    text <- draw_formula(data[[name]])
    if (text %in% seen) next
    seen <- c(seen, text)
    answer <- tryCatch(matrices(text, data[[name]]), error = function(e) NULL)
    if (is.null(answer) || ncol(answer$x) > 40 || any(duplicated(answer$z_names))) next
    if (anyNA(answer$x) || ncol(answer$x) == 0) next
    line("formula", name, text)
    line("x", paste(answer$x_names, collapse = "\t"))
    for (row in seq_len(nrow(answer$x))) line(paste(digits(answer$x[row, ]), collapse = "\t"))
    line("z", paste(answer$z_names, collapse = "\t"))
    for (column in seq_len(nrow(answer$z))) {
      used <- which(answer$z[column, ] != 0)
      line(paste(used - 1, digits(answer$z[column, used]), sep = ":", collapse = "\t"))
    }
    line("y", paste(digits(answer$y), collapse = "\t"))
    written <- written + 1
  }
}

arguments <- commandArgs(TRUE)
main(arguments[1], as.integer(arguments[2]), as.integer(arguments[3]))
