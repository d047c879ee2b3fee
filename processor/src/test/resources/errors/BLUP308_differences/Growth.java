import org.blup.MixedModel;

@MixedModel("height ~ visit + cs(visit | plant)")
record Growth(double height, Visit visit, String plant) {

  enum Visit { SPRING, SUMMER, AUTUMN }
}
