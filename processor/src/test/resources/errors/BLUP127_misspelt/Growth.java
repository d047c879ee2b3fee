import org.blup.MixedModel;

@MixedModel("height ~ visit + ar(0 + visit | plant)")
record Growth(double height, Visit visit, String plant) {

  enum Visit { SPRING, SUMMER, AUTUMN }
}
