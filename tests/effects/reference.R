# Reference values for couplet::effects and statistics::mediate, by R (4.2).
#
#   Rscript reference.R FOLDER          writes FOLDER/couples.csv and FOLDER/reference.csv
#   Rscript reference.R FOLDER --check  compares with them
arguments <- commandArgs(trailingOnly = TRUE)
folder <- arguments[1]
n <- 40 # couples in each arm
if (length(arguments) < 2) {
  set.seed(20)
  trial <- data.frame(couple = seq_len(2 * n) - 1, treated = rep(1:0, each = n))
  base <- rnorm(2 * n, 55, 10)
  for (i in 0:1) {
    before <- base + rnorm(2 * n, 0, 6)
    mediator <- 0.5 * trial$treated + 0.02 * before + rnorm(2 * n)
    after <- 20 + 0.6 * before + 3 * trial$treated + 2 * mediator + rnorm(2 * n, 0, 7)
    trial[[paste0("before", i)]] <- round(before)
    trial[[paste0("after", i)]] <- round(after)
    trial[[paste0("mediator", i)]] <- round(mediator, 3)
  }
  trial$after1[c(4, 55)] <- NA
  trial$after0[c(4, 60)] <- NA
  write.csv(trial, file.path(folder, "couples.csv"), row.names = FALSE, quote = FALSE)
}
trial <- read.csv(file.path(folder, "couples.csv"))
reference <- numeric()
put <- function(name, values) {
  names(values) <- paste0(name, ".", seq_along(values) - 1)
  reference <<- c(reference, values)
}
# Persons who answered at both times, averaged within couples.
there <- cbind(!is.na(trial$after0), !is.na(trial$after1))
pair <- function(x, y) { v <- cbind(x, y); v[!there] <- NA; rowMeans(v, na.rm = TRUE) }
before <- pair(trial$before0, trial$before1)
after <- pair(trial$after0, trial$after1)
change <- after - before
treated <- trial$treated == 1
interval <- function(fit, k) c(coef(fit)[k], sqrt(vcov(fit)[k, k]), confint(fit)[k, ],
                               coef(summary(fit))[k, 4])
put("change", interval(lm(change ~ 1, subset = treated), 1))
put("ancova", interval(lm(after ~ treated + before), 2))
test <- t.test(change[treated], change[!treated])
put("welch", c(diff(rev(test$estimate)), test$stderr, test$conf.int, test$p.value))
test <- t.test(after[treated], after[!treated], paired = TRUE, na.action = na.omit)
put("twins", c(test$estimate, test$stderr, test$conf.int, test$p.value))
persons <- function(rows) c(trial$before0[rows], trial$before1[rows])
v <- c(var(persons(treated)), var(persons(!treated)))
spread <- sqrt(mean(v)); df <- 2 * (2 * n - 1)
put("spread", c(spread, df))
j <- exp(lgamma(df / 2) - lgamma((df - 1) / 2)) / sqrt(df / 2)
fit <- lm(after ~ treated + before)
g <- j * coef(fit)[2] / spread
error <- sqrt((j * sqrt(vcov(fit)[2, 2]) / spread)^2 + g^2 / (2 * df))
put("g", c(g, error, g + c(-1, 1) * qnorm(0.975) * error))
improved <- function(before, after) ifelse(is.na(after), NA, as.numeric(after - before >= 11))
share <- rowMeans(cbind(improved(trial$before0, trial$after0),
                        improved(trial$before1, trial$after1)), na.rm = TRUE)
test <- t.test(share[treated], share[!treated])
put("improved", c(mean(share[treated], na.rm = TRUE), diff(rev(test$estimate)), test$conf.int))
m <- (trial$mediator0 + trial$mediator1) / 2
a <- coef(lm(m ~ treated + before, subset = !is.na(after)))[2]
outcome <- coef(lm(after ~ treated + m + before))
put("mediation", c(a, outcome[3], outcome[2], a * outcome[3]))

lines <- c("name,value", paste0(names(reference), ",", sprintf("%.17g", reference)))
file <- file.path(folder, "reference.csv")
if (length(arguments) < 2) {
  writeLines(lines, file)
} else {
  old <- read.csv(file)
  stopifnot(identical(old$name, names(reference)),
            all(abs(old$value - reference) <= 1e-9 * (abs(reference) + 1e-9)))
  cat("R says what reference.csv says\n")
}
