import org.blup.MixedModel;

@MixedModel("flow ~ year * rain + (1 | year) + (1 | rw1(year)) + (rain | rw2(year)) + (1 | rw1(month))")
record River(double flow, int year, double rain, Month month) {

  enum Month { JAN, FEB, MAR }
}
