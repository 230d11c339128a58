# Writes estimates.csv, which tests/surveys/test_reference.py compares with. Made with R 4.2.2 and survey 4.1.1:
#   cd tests/data/surveys && Rscript estimates.R
# The households of households.csv are made up. A survey's columns: size is the number of villages of the stratum, empty
# where the strata are taken as without end; weight, persons, and the answers register, poor and approval.
suppressMessages(library(survey))

households <- read.csv("households.csv", colClasses = c(county = "character", stratum = "character", village = "character"))
households$one <- 1
figures <- list(remaining = 1200, unregistered = 90000, exited = 15000, population = 110000)

shares <- list(
  identification = list(register = "in", answer = "poor", counted = "yes", base = "persons"),
  missed = list(register = "no", answer = "poor", counted = "yes", base = "persons"),
  wrong_exits = list(register = "out", answer = "poor", counted = "yes", base = "persons"),
  approval = list(register = c("in", "out", "no"), answer = "approval", counted = c("4", "5"), base = "one")
)

design_of <- function(name) {
  held <- households[households$survey == name, ]
  for (key in names(shares)) {
    share <- shares[[key]]
    among <- held$register %in% share$register
    held[[paste0(key, "_among")]] <- held[[share$base]] * among
    held[[paste0(key, "_counted")]] <- held[[share$base]] * (among & held[[share$answer]] %in% share$counted)
  }
  held$psu <- paste(held$county, held$village)
  held$layer <- paste(held$county, held$stratum)
  if (anyNA(held$size)) {
    svydesign(ids = ~psu, strata = ~layer, weights = ~weight, data = held)
  } else {
    svydesign(ids = ~psu, strata = ~layer, weights = ~weight, fpc = ~size, data = held)
  }
}

# Wilson's interval of a sample of the effective size, by prop.test; its quantile is qnorm(0.975).
wilson <- function(p, v, n) {
  size <- if (p > 0 && p < 1 && v > 0) p * (1 - p) / v else n
  as.numeric(prop.test(p * size, size, correct = FALSE)$conf.int)
}

number <- function(x) trimws(formatC(x, digits = 15, format = "g"))

line <- function(...) cat(..., sep = ",", fill = FALSE, file = "estimates.csv", append = TRUE)

share_line <- function(name, lonely, place, key, design) {
  held <- design$variables
  part <- design[held$register %in% shares[[key]]$register, ]
  formulas <- lapply(paste0("~", key, c("_counted", "_among")), as.formula)
  ratio <- suppressWarnings(svyratio(formulas[[1]], formulas[[2]], part, deff = "replace"))
  p <- as.numeric(coef(ratio))
  v <- as.numeric(ratio$var)
  ends <- suppressWarnings(wilson(p, v, nrow(part)))
  line(name, lonely, place, key, number(p), number(v), number(as.numeric(attr(ratio, "deff"))), degf(part), number(ends[1]), paste0(number(ends[2]), "\n"))
}

incidence_line <- function(name, lonely, place, design) {
  ratios <- svyratio(~ missed_counted + wrong_exits_counted, ~ missed_among + wrong_exits_among, design, covmat = TRUE)
  factors <- c(figures$unregistered, figures$exited) / figures$population
  p <- figures$remaining / figures$population + sum(factors * diag(ratios$ratio))
  v <- t(factors) %*% ratios$vcov[c(1, 4), c(1, 4)] %*% factors
  line(name, lonely, place, "incidence", number(p), number(as.numeric(v)), "", degf(design), "", "\n")
}

all_lines <- function(name, lonely) {
  options(survey.lonely.psu = lonely)
  design <- design_of(name)
  counties <- unique(design$variables$county)
  for (place in c(counties, unique(paste0(substr(counties, 1, 4), "00")))) {
    held <- design$variables$county
    part <- design[if (endsWith(place, "00")) substr(held, 1, 4) == substr(place, 1, 4) else held == place, ]
    for (key in names(shares)) share_line(name, lonely, place, key, part)
    incidence_line(name, lonely, place, part)
  }
}

cat("survey,lonely,place,indicator,estimate,variance,design_effect,degrees,wilson_lower,wilson_upper\n", file = "estimates.csv")
for (name in c("clusters", "finite", "strata")) all_lines(name, "fail")
for (lonely in c("certainty", "adjust")) all_lines("single", lonely)
