package org.blup.spark;

import java.util.List;
import org.blup.Column;
import org.blup.MixedModel;
import org.blup.Weight;

/** A visit as rows of models with one grouping factor, or nested ones. */
@MixedModel(name = "Growth", value = "score ~ year * `study arm` + treated + (year | patient)")
@MixedModel(name = "Clinics", value = "score ~ year + (1 | clinic)")
@MixedModel(
    name = "Parts",
    value = "score ~ year + `study arm` + (1 | patient) + (0 + I(year - 2000) | patient)")
@MixedModel(name = "Combined", value = "score ~ poly(year, 2) + (1 | patient:clinic)")
@MixedModel(name = "Nested", value = "score ~ year * `study arm` + (1 | clinic/patient)")
@MixedModel(name = "Crossed", value = "score ~ year + (1 | clinic) + (1 | patient)")
@MixedModel(name = "Slopes", value = "score ~ year + (1 | patient:clinic) + (year | clinic)")
@MixedModel(
    name = "Arms",
    value = "score ~ year + `study arm` + (1 | clinic/`study arm`) + (1 | clinic:treated)")
record Checkup(
    double score,
    int year,
    @Column("study arm") Visit.Arm arm,
    Boolean treated,
    long clinic,
    String patient,
    @Weight float precision) {

  static List<Checkup> of(List<Visit> visits) {
    return visits.stream()
        .map(
            visit ->
                new Checkup(
                    visit.score(),
                    visit.year(),
                    visit.arm(),
                    visit.treated(),
                    visit.clinic(),
                    visit.patient(),
                    visit.precision()))
        .toList();
  }
}
