// Culture and individual variation: who people are at the start (submodel 19).
//
// The stable prototypes of anxiety and avoidance are correlated within a person. The rest of the
// variance is revisable, and independent of it. Partners are not alike to begin with; what they live through
// together makes them so. All other traits are drawn independently of attachment, in units of their sd.
// Named styles sit at the corners of the plane of the two dimensions: one sd below or above the
// boundary between low and high.
//
// Culture shifts a group as a whole: a closeness norm, how openly feelings are shown, and how well
// programmes fit.
//
// Sources: ECR-R norms, Fraley, Waller & Brennan 2000 and web norms; correlation of the dimensions,
// Cameron, Finnegan & Morry 2012; prototype share, Fraley et al. 2011.
//
// Tests: tests/mechanisms/test_variation.cpp. Numbers: the table below, docs/parameters.md.
#pragma once

#include "mechanisms/parameter.hpp"

namespace couplet::variation {

struct Params {
    float anxiety_mean = 3.53f;
    float anxiety_sd = 1.2f;
    float avoidance_mean = 3.18f;
    float avoidance_sd = 1.18f;
    float anxiety_avoidance = 0.426f;
    float prototype_share = 0.352f;
    float style_boundary = 0.64f;
    float style_sd = 0.3f;
    float trait_sd = 1.0f;
    float reactivity_sd = 0.182f;
    float chronic_stress_sd = 0.569f;
    float affect_variability_sd = 0.255f;
    float fit_shared_sd = 0.446f;
    float fit_own_sd = 0.475f;
    float closeness_norm = 0.0f;
    float expressiveness = 1.0f;
    float programme_fit = 1.0f;
};

inline constexpr Parameter<Params> table[] = {
    {&Params::anxiety_mean, "anxiety_mean", "", 1, 7, Status::assumed,
     "ECR-R norms 3.56 (1.12), partnered lower; size explored", "mean attachment anxiety"},
    {&Params::anxiety_sd, "anxiety_sd", "", 0, 3, Status::measured,
     "ECR-R norms, before limits of the scale", "its sd"},
    {&Params::avoidance_mean, "avoidance_mean", "", 1, 7, Status::assumed,
     "ECR-R norms 2.92 (1.19); size explored", "mean attachment avoidance"},
    {&Params::avoidance_sd, "avoidance_sd", "", 0, 3, Status::measured, "ECR-R norms",
     "its sd"},
    {&Params::anxiety_avoidance, "anxiety_avoidance", "", -0.95f, 0.95f, Status::assumed,
     "Cameron et al. 2012: reported .40 for the ECR-R; size explored",
     "correlation of the prototypes within a person"},
    {&Params::prototype_share, "prototype_share", "", 0, 1, Status::assumed,
     "Fraley et al. 2011; size explored", "share of variance that is stable prototype"},
    {&Params::style_boundary, "style_boundary", "", -3, 3, Status::assumed,
     "shares of styles, Mickelson et al. 1997; size explored",
     "boundary between low and high, sd from the norm"},
    {&Params::style_sd, "style_sd", "", 0, 2, Status::assumed, "a label",
     "spread within a named style, sd"},
    {&Params::trait_sd, "trait_sd", "", 0, 3, Status::assumed, "sets the scale",
     "spread of regulation, rumination, communication, alternatives, investments and symptoms"},
    {&Params::reactivity_sd, "reactivity_sd", "", 0, 2, Status::assumed,
     "individual variation; size explored",
     "sd of the log of negative reactivity"},
    {&Params::chronic_stress_sd, "chronic_stress_sd", "", 0, 3, Status::assumed,
     "individual variation; size explored", "spread of chronic stress"},
    {&Params::affect_variability_sd, "affect_variability_sd", "", 0, 2, Status::assumed,
     "chosen while exploring scenarios/validation", "sd of the log of daily noise of affect"},
    {&Params::fit_shared_sd, "fit_shared_sd", "", 0, 3, Status::fitted, "scenarios/validation",
     "spread of how well couples fit, shared"},
    {&Params::fit_own_sd, "fit_own_sd", "", 0, 3, Status::fitted, "scenarios/validation",
     "spread of how well the relationship fits a person"},
    {&Params::closeness_norm, "closeness_norm", "", -3, 3, Status::assumed,
     "culture; 0 in the reference population", "shift of the propensity to closeness"},
    {&Params::expressiveness, "expressiveness", "", 0, 3, Status::assumed,
     "culture; 1 in the reference population", "factor of the feelings that are shown"},
    {&Params::programme_fit, "programme_fit", "", 0, 2, Status::assumed,
     "culture; 1 in the reference population", "factor of what programmes teach"},
};

// Homogeneous couples: everybody at the mean.
inline Params neutral(Params p) {
    p.anxiety_sd = p.avoidance_sd = p.style_sd = p.trait_sd = 0;
    p.reactivity_sd = p.chronic_stress_sd = p.affect_variability_sd = 0;
    p.fit_shared_sd = p.fit_own_sd = 0;
    return p;
}

} // namespace couplet::variation
