package sanxin.benchmark;

import java.util.Map;

/** One input of the benchmark, with the rules that matched it. */
public class Application {
  private final double score, probability, amount, term, age, sales, salesGrowth, taxPaid, arrears;
  private final double headcount, leaveRate, topCustomer, voidShare, debt, overdueDays;
  private final String grade, status, industry, region;
  private final boolean dishonest;

  private long matched;
  private int row;

  Application(Map<String, String> values) {
    score = number(values, "score");
    probability = number(values, "probability");
    amount = number(values, "amount");
    term = number(values, "term");
    age = number(values, "age");
    sales = number(values, "sales");
    salesGrowth = number(values, "salesGrowth");
    taxPaid = number(values, "taxPaid");
    arrears = number(values, "arrears");
    headcount = number(values, "headcount");
    leaveRate = number(values, "leaveRate");
    topCustomer = number(values, "topCustomer");
    voidShare = number(values, "voidShare");
    debt = number(values, "debt");
    overdueDays = number(values, "overdueDays");
    grade = values.get("grade").intern();
    status = values.get("status").intern();
    industry = values.get("industry").intern();
    region = values.get("region").intern();
    dishonest = Boolean.parseBoolean(values.get("dishonest"));
  }

  private static double number(Map<String, String> values, String name) {
    return Double.parseDouble(values.get(name));
  }

  public void rule(int index) { matched |= 1L << index; }
  public void row(int number) { row = number; }
  void clear() { matched = 0; row = 0; }

  /** `3 9 11;17`: the rules by index, then the row of the table from 1, as every engine reports it. */
  String outcome() {
    StringBuilder text = new StringBuilder();
    for (int index = 0; index < 64; index++)
      if ((matched >> index & 1) == 1) text.append(text.length() == 0 ? "" : " ").append(index);
    return text.append(';').append(row == 0 ? "" : Integer.toString(row)).toString();
  }

  public double getScore() { return score; }
  public double getProbability() { return probability; }
  public double getAmount() { return amount; }
  public double getTerm() { return term; }
  public double getAge() { return age; }
  public double getSales() { return sales; }
  public double getSalesGrowth() { return salesGrowth; }
  public double getTaxPaid() { return taxPaid; }
  public double getArrears() { return arrears; }
  public double getHeadcount() { return headcount; }
  public double getLeaveRate() { return leaveRate; }
  public double getTopCustomer() { return topCustomer; }
  public double getVoidShare() { return voidShare; }
  public double getDebt() { return debt; }
  public double getOverdueDays() { return overdueDays; }
  public String getGrade() { return grade; }
  public String getStatus() { return status; }
  public String getIndustry() { return industry; }
  public String getRegion() { return region; }
  public boolean isDishonest() { return dishonest; }
}
