import org.blup.Fixed;
import org.blup.MixedModel;
import org.blup.Random;
import org.blup.Response;
import org.blup.Structure;

@MixedModel
record Growth(
    @Response double height, @Fixed double week, @Random(structure = Structure.CS) String plant) {}
