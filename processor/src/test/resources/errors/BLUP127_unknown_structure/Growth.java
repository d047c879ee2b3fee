import org.blup.MixedModel;

@MixedModel("height ~ visit + plant(1 | plot)")
record Growth(double height, Visit visit, String plant, String plot) {

  enum Visit { SPRING, SUMMER, AUTUMN }
}
