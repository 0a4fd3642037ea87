# Opens a result file with R's ncdf4, as users do. Usage: Rscript check_ncdf4.R FILE [sample]
# Exit status 77: ncdf4 is not installed.
if (!requireNamespace("ncdf4", quietly = TRUE)) {
  cat("skipped: no package ncdf4\n")
  quit(status = 77)
}
library(ncdf4)
options(warn = 2) # a warning is a failure

arguments <- commandArgs(trailingOnly = TRUE)
file <- nc_open(arguments[1])
has <- function(group) any(startsWith(names(file$var), paste0(group, "/")))

stopifnot(ncatt_get(file, 0, "format")$value == "couplet")
stopifnot(grepl("^[0-9a-f]{16}$", ncatt_get(file, 0, "seed_hex")$value))
stopifnot(nchar(ncvar_get(file, "scenario")) > 0)

# Every variable can be read, with as many values as its dimensions say.
for (name in names(file$var)) {
  variable <- file$var[[name]]
  values <- ncvar_get(file, name)
  stopifnot(length(values) == prod(variable$varsize))
}

arms <- as.character(ncvar_get(file, "couples/arm"))
stopifnot(length(arms) > 0, all(nchar(arms) > 0))

# R has the dimensions in reverse: (partner, couple, arm, point).
style <- ncvar_get(file, "couples/style", collapse_degen = FALSE)
stopifnot(dim(style)[1] == 2, dim(style)[3] == length(arms), dim(style)[4] == 1)
end_day <- ncvar_get(file, "couples/end_day", collapse_degen = FALSE)
enrolled <- 1
if ("couples/enrolled" %in% names(file$var)) enrolled <- ncvar_get(file, "couples/enrolled", collapse_degen = FALSE)
stopifnot(all(is.finite(end_day) == (enrolled == 1)))

if (has("trajectory")) {
  time <- ncvar_get(file, "trajectory/time")
  stopifnot(!is.unsorted(time))
  names <- grep("^trajectory/", names(file$var), value = TRUE)
  for (name in names) {
    low_high <- ncatt_get(file, name, "valid_range")$value
    scale <- ncatt_get(file, name, "scale_factor")
    offset <- ncatt_get(file, name, "add_offset")
    if (scale$hasatt) low_high <- low_high * scale$value + offset$value
    values <- ncvar_get(file, name)
    stopifnot(all(is.na(values) | (values > low_high[1] - 1e-6 & values < low_high[2] + 1e-6)))
  }
}
if (has("questionnaire")) {
  wave <- ncvar_get(file, "questionnaire/wave")
  stopifnot(!is.unsorted(wave, strictly = TRUE))
  for (name in grep("^questionnaire/", names(file$var), value = TRUE)) {
    low_high <- ncatt_get(file, name, "valid_range")$value
    scores <- ncvar_get(file, name, collapse_degen = FALSE)
    stopifnot(dim(scores)[1] == length(wave), dim(scores)[4] == length(arms))
    stopifnot(all(is.na(scores) | (scores >= low_high[1] & scores <= low_high[2])))
  }
}
if (has("diary")) {
  day <- ncvar_get(file, "diary/day")
  stopifnot(!is.unsorted(day, strictly = TRUE))
  for (name in grep("^diary/", names(file$var), value = TRUE)) {
    low_high <- ncatt_get(file, name, "valid_range")$value
    entries <- ncvar_get(file, name, collapse_degen = FALSE)
    stopifnot(dim(entries)[1] == length(day), dim(entries)[4] == length(arms))
    stopifnot(all(is.na(entries) | (entries >= low_high[1] & entries <= low_high[2])))
  }
}
if (has("events")) {
  offset <- ncvar_get(file, "events/offset")
  stopifnot(offset[1] == 0, !is.unsorted(offset))
  stopifnot(offset[length(offset)] == length(ncvar_get(file, "events/couple")))
}

if (length(arguments) > 1) { # the values of tests/output/sample.hpp
  stopifnot(identical(enc2utf8(arms), c("waitlist", "eft", "gruppe_f\u00fcr_paare")))
  trust <- ncvar_get(file, "trajectory/trust", collapse_degen = FALSE)
  value <- function(arm, couple, partner, instant) {
    mixed <- 8 * 7919 + couple * 104729 + arm * 1299709 + partner * 15485863 + instant * 32452843
    mixed %% 65535 / 65534
  }
  # [time, partner, couple, arm, point], counted from 1
  stopifnot(abs(trust[5, 2, 8, 2, 1] - value(1, 7, 1, 4)) < 1e-6)
  stopifnot(all(is.na(trust[4:9, , 4, 1, 1])), !anyNA(trust[1:3, , 4, 1, 1]))
  stopifnot(!anyNA(trust[, , , 2:3, 1]))
  # [wave, partner, couple, arm, point]
  csi16 <- ncvar_get(file, "questionnaire/csi16", collapse_degen = FALSE)
  score <- function(arm, couple, partner, wave) {
    0.5 * ((couple * 5 + arm * 3 + partner * 11 + wave * 2 + 2) %% 163)
  }
  stopifnot(csi16[3, 2, 8, 2, 1] == score(1, 7, 1, 2), is.na(csi16[2, , 4, 1, 1]), is.na(csi16[1, 2, 3, , 1]))
  # [day, partner, couple, arm, point]; satisfaction is the item 5, from 1 to 7
  satisfaction <- ncvar_get(file, "diary/satisfaction", collapse_degen = FALSE)
  entry <- function(arm, couple, partner, day) {
    1 + 0.5 * ((couple * 3 + arm * 5 + partner * 7 + day * 2 + 5) %% 13)
  }
  stopifnot(satisfaction[4, 1, 8, 2, 1] == entry(1, 7, 0, 3), is.na(satisfaction[3, , 4, 1, 1]))
}
nc_close(file)
cat(arguments[1], ": ok\n", sep = "")
