import org.blup.Fixed;
import org.blup.MixedModel;
import org.blup.Random;
import org.blup.Response;
import org.blup.Structure;

@MixedModel
record Growth(
    @Response double height,
    @Fixed @Random(group = "plant", structure = Structure.AR1H) Visit visit,
    String plant) {

  enum Visit { SPRING, SUMMER, AUTUMN }
}
