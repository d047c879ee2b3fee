package farm;

import org.blup.MixedModel;

@MixedModel("weight ~ I(day^2) + (1 | pen) + residual(exp(day | pen:animal), by = sex)")
@MixedModel(
    name = "Drift",
    value = "weight ~ diet + residual(car1(log(time) | animal), variance = power(feed))")
@MixedModel(
    name = "Weekly",
    value = "weight ~ feed + offset(time) + residual(ar1(day | animal), variance = exp(time))")
@MixedModel(name = "Spread", value = "weight ~ feed + (1 | pen) + residual(power(feed), by = sex)")
record Growth(
    double weight, int day, Double time, float feed, String diet, boolean sex, String pen, int animal) {}
