import org.blup.MixedModel;

@MixedModel("weight ~ age + (1 | related(animal, mother))")
record Gryphon(double weight, String animal, String mother, double age) {}
