# Reference values for couplet::statistics, by R (4.2), nlme and survival.
#
#   Rscript reference.R FOLDER          writes FOLDER/reference.csv
#   Rscript reference.R FOLDER --check  compares with it; exit status 77 without the packages
arguments <- commandArgs(trailingOnly = TRUE)
folder <- arguments[1]
for (package in c("nlme", "survival"))
  if (!requireNamespace(package, quietly = TRUE)) {
    cat("skipped: no package", package, "\n")
    quit(status = 77)
  }
suppressPackageStartupMessages({ library(nlme); library(survival) })
read <- function(name) read.csv(file.path(folder, "data", name))

reference <- numeric()
put <- function(name, value) {
  value <- as.vector(unlist(value))
  names(value) <- if (length(value) == 1) name else paste0(name, ".", seq_along(value) - 1)
  reference <<- c(reference, value)
}
put_coefficients <- function(name, value, error, df) {
  put(paste0(name, ".value"), value)
  put(paste0(name, ".error"), error)
  put(paste0(name, ".p"), 2 * pt(-abs(value / error), df))
}

# Means and correlations
couples <- read("couples.csv")
with(couples, {
  put("mean", mean(x0, na.rm = TRUE))
  put("sd", sd(x0, na.rm = TRUE))
  put("mean_interval", t.test(x0)$conf.int)
  put("quantile", quantile(x0, c(0, 0.025, 0.31, 0.5, 0.975, 1), na.rm = TRUE, type = 7))
  test <- cor.test(x0, y0, conf.level = 0.9)
  put("correlation", c(test$estimate, test$p.value, test$conf.int))
  whole <- na.omit(cbind(x0, y0, x1, z1))
  x <- resid(lm(whole[, 1] ~ whole[, 3:4])); y <- resid(lm(whole[, 2] ~ whole[, 3:4]))
  r <- cor(x, y); df <- nrow(whole) - 4
  put("partial", c(r, 2 * pt(-abs(r * sqrt(df / (1 - r^2))), df),
                   tanh(atanh(r) + c(-1, 1) * qnorm(0.975) / sqrt(nrow(whole) - 5))))
  pairs <- na.omit(data.frame(y = c(y0, y1), couple, who = rep(0:1, each = 60)))
  pairs <- pairs[ave(pairs$y, pairs$couple, FUN = length) == 2, ]
  ms <- anova(lm(y ~ factor(couple), pairs))[["Mean Sq"]]
  put("icc", (ms[1] - ms[2]) / (ms[1] + ms[2]))
})

# Effect sizes
trial <- read("trial.csv")
exact <- function(t, df) sapply(c(0.975, 0.025), function(p)
  suppressWarnings( # of the far ends of the range, where nothing depends on the last digit
    uniroot(function(ncp) pt(t, df, ncp) - p, t + c(-6, 6), tol = 1e-13)$root))
factor_g <- function(m) exp(lgamma(m / 2) - lgamma((m - 1) / 2)) / sqrt(m / 2)
with(trial, {
  a <- na.omit(after[treated == 1]); b <- na.omit(after[treated == 0])
  n1 <- length(a); n2 <- length(b); df <- n1 + n2 - 2
  d <- (mean(a) - mean(b)) / sqrt(((n1 - 1) * var(a) + (n2 - 1) * var(b)) / df)
  g <- factor_g(df) * d; scale <- sqrt(n1 * n2 / (n1 + n2))
  stopifnot(all.equal(d * scale, unname(t.test(a, b, var.equal = TRUE)$statistic)))
  put("between", c(d, g, factor_g(df) * sqrt((n1 + n2) / (n1 * n2) + d^2 / (2 * (n1 + n2))),
                   exact(d * scale, df) / scale))
  whole <- na.omit(cbind(before, after)); n <- nrow(whole)
  change <- whole[, 2] - whole[, 1]; r <- cor(whole)[1, 2]
  d <- mean(change) / sd(change)
  put("paired", c(d, factor_g(n - 1) * d, factor_g(n - 1) * sqrt(1 / n + d^2 / (2 * n)),
                  exact(d * sqrt(n), n - 1) / sqrt(n)))
  d <- d * sqrt(2 * (1 - r)); error <- sqrt((1 / n + d^2 / (2 * n)) * 2 * (1 - r))
  put("within", c(d, factor_g(n - 1) * d, factor_g(n - 1) * error,
                  d + c(-1, 1) * qnorm(0.975) * error))
})
wilson <- function(x, n) prop.test(x, n, correct = FALSE)$conf.int
p <- c(18 / 30, 10 / 32); w1 <- wilson(18, 30); w2 <- wilson(10, 32); d <- p[1] - p[2]
put("nnt", c(d, d - sqrt((p[1] - w1[1])^2 + (w2[2] - p[2])^2),
             d + sqrt((w1[2] - p[1])^2 + (p[2] - w2[1])^2), 1 / d))
put("nnt_of_d", 1 / (2 * pnorm(0.5 / sqrt(2)) - 1))
put("reliable_change", (104.5 - 89) / sqrt(2 * (14.2 * sqrt(1 - 0.94))^2))
put("cutoff", (17.8 * 114.7 + 15.4 * 76.2) / (17.8 + 15.4))

# Regression
cluster_covariance <- function(x, residual, cluster, k) {
  bread <- solve(crossprod(x)); scores <- rowsum(x * residual, cluster); g <- nrow(scores)
  g / (g - 1) * (nrow(x) - 1) / (nrow(x) - k) * bread %*% crossprod(scores) %*% bread
}
long <- with(couples, data.frame(couple = rep(couple, 2), role = rep(0:1, each = 60),
  x = c(x0, x1), other = c(x1, x0), z = c(z0, z1), other_z = c(z1, z0), y = c(y0, y1)))
long <- long[order(long$couple, long$role), ]
long$role <- factor(long$role)
fit <- lm(y ~ x + other + z, long)
put_coefficients("ols", coef(fit), sqrt(diag(vcov(fit))), fit$df.residual)
put("ols.fit", c(summary(fit)$sigma, summary(fit)$r.squared))
used <- model.frame(fit)
put("ols.standardised", coef(lm(scale(y) ~ scale(x) + scale(other) + scale(z), used))[-1])
cluster <- long$couple[-fit$na.action]
error <- sqrt(diag(cluster_covariance(model.matrix(fit), resid(fit), cluster, 4)))
put_coefficients("clustered", coef(fit), error, length(unique(cluster)) - 1)

diary <- na.omit(read("diary.csv"))
fit <- lm(affect ~ stress + sleep + factor(person), diary)
centred <- function(v) v - ave(v, diary$person)
x <- cbind(centred(diary$stress), centred(diary$sleep))
error <- sqrt(diag(cluster_covariance(x, resid(fit), diary$couple, 3)))
put_coefficients("within_person", coef(fit)[2:3], error, 14)
put("within_person.residual_sd", summary(fit)$sigma)

days <- read("diary.csv"); days <- days$stress[days$person == 5]
fit <- lm(days[-1] ~ days[-length(days)])
put("autoregression", c(coef(fit), coef(summary(fit))[2, 2], summary(fit)$sigma, nobs(fit)))

# Actor-partner models
# nlme's search stops early where the likelihood is flat, so it goes on from where it was.
tight <- glsControl(tolerance = 1e-12, msTol = 1e-15, msMaxIter = 1000, opt = "optim")
gls_reference <- function(name, model, partners) {
  rho <- 0.1; ratio <- c("1" = 1)
  for (k in 1:5) {
    errors <- if (partners == "same") corCompSymm(rho, form = ~ 1 | couple) else
      corSymm(rho, form = ~ as.integer(role) | couple)
    variances <- if (partners == "apart") varIdent(ratio, form = ~ 1 | role)
    fit <- gls(model, long, na.action = na.omit, method = "REML", control = tight,
               correlation = errors, weights = variances)
    rho <- coef(fit$modelStruct$corStruct, unconstrained = FALSE)
    if (partners == "apart") ratio <- coef(fit$modelStruct$varStruct, unconstrained = FALSE)
  }
  put_coefficients(name, coef(fit), sqrt(diag(vcov(fit))), fit$dims$N - fit$dims$p)
  # The first row of all is of role 0 and nothing in it is missing, so that sigma belongs to it.
  put(paste0(name, ".errors"), c(fit$sigma, fit$sigma * ratio, rho, logLik(fit)))
}
gls_reference("same", y ~ x + other, "same")
gls_reference("same_two", y ~ x + z + other + other_z, "same")
gls_reference("same_product", y ~ x + other + I(x * other), "same")
gls_reference("apart", y ~ 0 + role / (x + other), "apart")
gls_reference("apart_product", y ~ 0 + role / (x + other + I(x * other)), "apart")

# Survival
survival <- read("survival.csv")
for (kind in c("plain", "log", "log-log")) {
  fit <- summary(survfit(Surv(time, event) ~ 1, survival, conf.type = kind))
  put(paste0("survival.", kind), c(fit$lower[1:8], fit$upper[1:8]))
}
put("survival.steps", c(fit$time[1:8], fit$n.risk[1:8], fit$surv[1:8], fit$std.err[1:8]))
put("survival.median", summary(survfit(Surv(time, event) ~ 1, survival))$table["median"])
test <- survdiff(Surv(time, event) ~ style, survival)
put("log_rank", c(test$chisq, pchisq(test$chisq, 2, lower.tail = FALSE), test$obs, test$exp))
test <- survdiff(Surv(time, event) ~ risk, survival)
put("log_rank_two", test$chisq)
fit <- coxph(Surv(time, event) ~ risk, survival, ties = "efron",
             control = coxph.control(eps = 1e-14, toler.chol = 1e-15, iter.max = 100))
put("cox", c(coef(fit), sqrt(vcov(fit)), exp(confint(fit)), summary(fit)$coefficients[1, 5],
             fit$loglik))

# Decay
decay <- read("decay.csv")
# With the derivatives: nls cannot come this close with differences.
exact_fit <- nls.control(tol = 1e-8, minFactor = 1e-9)
with_asymptote <- deriv(~ a + b * exp(-lag / c), c("a", "b", "c"), function(lag, a, b, c) NULL)
to_zero <- deriv(~ b * exp(-lag / c), c("b", "c"), function(lag, b, c) NULL)
full <- nls(stability ~ with_asymptote(lag, a, b, c), decay, list(a = 0.3, b = 0.5, c = 5),
            control = exact_fit)
without <- nls(stability ~ to_zero(lag, b, c), decay, list(b = 0.8, c = 15), control = exact_fit)
put("decay", c(coef(full), sqrt(diag(vcov(full))), summary(full)$sigma, AIC(full)))
put("decay_to_zero", c(coef(without), sqrt(diag(vcov(without))), AIC(without)))

# Bootstrap: the same random words as keyed by couplet, in R's arithmetic of whole doubles
multiply <- function(a, b) { # high and low 32 bits of a b
  low <- (b %% 65536) * a; high <- (b %/% 65536) * a
  sum <- (high %% 65536) * 65536 + low %% 4294967296
  c(high %/% 65536 + low %/% 4294967296 + sum %/% 4294967296, sum %% 4294967296)
}
mix <- function(a, b) # bits that differ
  bitwXor(a %/% 65536, b %/% 65536) * 65536 + bitwXor(a %% 65536, b %% 65536)
philox <- function(w, k) {
  for (round in 1:10) {
    a <- multiply(w[1], 3528531795); b <- multiply(w[3], 3449720151) # D2511F53, CD9E8D57
    w <- c(mix(mix(b[1], w[2]), k[1]), b[2], mix(mix(a[1], w[4]), k[2]), a[2])
    k <- (k + c(2654435769, 3144134277)) %% 4294967296 # 9E3779B9, BB67AE85
  }
  w
}
resample <- function(n, seed, replication) {
  words <- unlist(lapply(0:(n %/% 4 + 1), function(block)
    philox(c(replication, block, 0, 1651470196), c(seed, 0))))
  products <- lapply(words, multiply, b = n)
  good <- Filter(function(product) product[2] >= 4294967296 %% n, products)
  sapply(good[seq_len(n)], `[`, 1)
}
stopifnot(philox(c(0, 0, 0, 0), c(0, 0))[1] == 1713891541) # 6627e8d5, Random123's known answer
put("resample", resample(60, 7, 3))
values <- sapply(0:199, function(k) mean(couples$x1[resample(60, 7, k) + 1]))
put("bootstrap", c(mean(couples$x1), sd(values), mean(values) - mean(couples$x1),
                   quantile(values, c(0.05, 0.95), type = 7)))

file <- file.path(folder, "reference.csv")
if (length(arguments) > 1) {
  committed <- read.csv(file)
  stopifnot(identical(committed$name, names(reference)))
  off <- abs(committed$value - reference) / (abs(reference) + 1e-9)
  cat(length(off), "values, greatest relative difference", max(off), "\n")
  stopifnot(off < 1e-6)
} else {
  write.csv(data.frame(name = names(reference), value = sprintf("%.15g", reference)), file,
            row.names = FALSE, quote = FALSE)
}
