import org.blup.MixedModel;

@MixedModel("weight ~ sex + age + (1 + age | related(animal)) + (1 | animal) + (1 | related(mother))")
record Animal(double weight, Sex sex, double age, String animal, int mother) {

  enum Sex { FEMALE, MALE }
}
