package garden;

import org.blup.MixedModel;

@MixedModel(
    "height ~ visit + sun + factor(week) + ar1(0 + visit | plant) + cs(0 + soil | plot)"
        + " + id(0 + visit:soil | bed) + toeph(0 + factor(week) | gardener)"
        + " + csh(1 + sun | plant:plot)")
record Trial(
    double height,
    Visit visit,
    String soil,
    int week,
    double sun,
    String plant,
    String plot,
    String bed,
    String gardener) {

  enum Visit {
    SPRING,
    SUMMER,
    AUTUMN
  }
}
