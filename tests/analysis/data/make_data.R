# Made the data beside it, once: small, rounded, with gaps and ties. Usage: Rscript make_data.R
set.seed(20240611)
gaps <- function(x, n) { x[sample(length(x), n)] <- NA; x }
save <- function(frame, name) write.csv(frame, name, row.names = FALSE, quote = FALSE)

n <- 60 # couples: two predictors and an outcome of each partner
shared <- rnorm(n)
x0 <- rnorm(n) + 0.5 * shared; x1 <- rnorm(n) + 0.5 * shared
z0 <- rnorm(n); z1 <- rnorm(n) + 0.3 * z0
error <- 0.8 * rnorm(n)
y0 <- 3 + 0.5 * x0 + 0.3 * x1 + 0.2 * z0 + 0.25 * x0 * x1 + error + rnorm(n)
y1 <- 2 + 0.4 * x1 + 0.2 * x0 - 0.1 * z1 + error + 1.5 * rnorm(n)
save(data.frame(couple = 1:n, x0 = round(gaps(x0, 2), 3), x1 = round(x1, 3), z0 = round(z0, 3),
                z1 = round(gaps(z1, 1), 3), y0 = round(gaps(y0, 3), 3), y1 = round(gaps(y1, 2), 3)),
     "couples.csv")

n <- 45 # persons in a trial of two arms
treated <- rep(0:1, c(22, 23))
before <- rnorm(n, 95, 12)
after <- 30 + 0.7 * before + 9 * treated + rnorm(n, 0, 8)
save(data.frame(treated, before = round(gaps(before, 2), 1), after = round(gaps(after, 3), 1)),
     "trial.csv")

days <- 14 # a diary of both partners of 15 couples
diary <- expand.grid(day = 1:days, partner = 0:1, couple = 1:15)
person <- 2 * diary$couple + diary$partner
person_level <- rnorm(40)[person]
couple_slope <- (0.4 + 0.3 * rnorm(15))[diary$couple]
stress <- 2 + person_level + as.vector(replicate(30, arima.sim(list(ar = 0.5), days)))
sleep <- 7 + rnorm(nrow(diary))
affect <- 5 - couple_slope * stress + 0.2 * sleep + person_level + rnorm(nrow(diary))
save(data.frame(couple = diary$couple, person, day = diary$day, stress = round(gaps(stress, 25), 2),
                sleep = round(sleep, 2), affect = round(gaps(affect, 15), 2)), "diary.csv")

n <- 70 # years until separation, in whole years and so with ties
style <- sample(0:2, n, replace = TRUE)
risk <- rbinom(n, 1, 0.5)
time <- ceiling(rexp(n, 0.08 * exp(0.7 * risk + 0.2 * style)))
seen <- sample(5:20, n, replace = TRUE)
save(data.frame(time = pmin(time, seen), event = as.integer(time <= seen), risk, style),
     "survival.csv")

lag <- c(1, 2, 3, 4, 6, 8, 10, 12, 15, 18, 20) # stability of a trait over years
save(data.frame(lag, stability = round(gaps(0.35 + 0.5 * exp(-lag / 4) + rnorm(11, 0, 0.02), 1), 4)),
     "decay.csv")
