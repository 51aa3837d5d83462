/**
 * Where the parts of a name lie: region · brand · trade · form. People know an enterprise by its brand, so that what
 * begins at the brand counts almost as much as what begins at the name. The region is told by its words alone.
 */
const provinces =
  '北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门|中国'
const leadingProvince = new RegExp(`^(?:${provinces})(?:壮族自治区|回族自治区|维吾尔自治区|自治区|省|市)?`)
/** 市 may end other words: 超市, 门市, 上市. */
const leadingPlace =
  /^(?:.{2,4}?(?<![超门夜城都上股集花菜])市|.{1,3}?(?<![园社山景矿])区|.{1,3}?(?<!知)县|.{2,6}?自治[州县旗])(?=.{2})/
/** Prefectures and their like that names carry without 市: a name that goes on with its brand. */
const form =
  /(?:集团)?(?:股份)?(?:有限责任公司|有限公司|公司|合伙企业有限合伙|合伙企业普通合伙|合伙企业|个人独资企业|农民专业合作社|专业合作社|合作社|经营部|商行|个体工商户|厂|店|部|行)(?:.{0,8}(?:分公司|分店))?$/

/** Where the brand begins, in UTF-16 units of the plain name. */
export function brandStart(plain: string): number {
  let start = leadingProvince.exec(plain)?.[0].length ?? 0
  for (let step = 0; step < 2; step++) {
    const place = leadingPlace.exec(plain.slice(start))
    if (!place) break
    start += place[0].length
  }
  if (start === 0) start = cities.has(plain.slice(0, 2)) ? 2 : 0
  else if (cities.has(plain.slice(start, start + 2))) start += 2
  return plain.length - start < 2 ? 0 : start
}

/** Where the legal form begins: 广西建工集团有限责任公司 is known as what comes before. */
export function formStart(plain: string): number {
  const found = form.exec(plain)
  return found && found.index >= 2 ? found.index : plain.length
}

const citiesJoined =
  '南宁柳州桂林梧州北海防城钦州贵港玉林百色贺州河池来宾崇左广州深圳珠海汕头佛山韶关湛江肇庆江门茂名惠州梅州汕尾河源阳江清远东莞中山潮州揭阳云浮长沙株洲湘潭衡阳邵阳岳阳常德益阳郴州永州怀化娄底武汉黄石襄阳荆州宜昌十堰孝感荆门鄂州黄冈咸宁随州郑州开封洛阳平顶安阳鹤壁新乡焦作濮阳许昌漯河三门南阳商丘信阳周口驻马成都自贡攀枝泸州德阳绵阳广元遂宁内江乐山南充宜宾广安达州眉山雅安巴中资阳贵阳遵义安顺毕节铜仁昆明曲靖玉溪昭通丽江普洱临沧保山杭州宁波温州绍兴湖州嘉兴金华衢州台州丽水舟山南京无锡徐州常州苏州南通连云淮安盐城扬州镇江泰州宿迁合肥蚌埠芜湖淮南淮北铜陵安庆黄山阜阳宿州滁州六安宣城池州亳州马鞍福州厦门泉州漳州莆田三明龙岩宁德南平南昌赣州九江上饶抚州宜春吉安景德萍乡新余鹰潭济南青岛烟台潍坊淄博威海济宁泰安临沂日照德州聊城滨州菏泽枣庄东营石家唐山秦皇邯郸邢台保定张家承德沧州廊坊衡水太原大同阳泉长治晋城朔州晋中运城忻州临汾吕梁沈阳大连鞍山抚顺本溪丹东锦州营口阜新辽阳盘锦铁岭朝阳葫芦长春吉林四平辽源通化白山松原白城延边哈尔齐齐鸡西鹤岗双鸭大庆伊春佳木七台牡丹黑河绥化西安宝鸡咸阳渭南延安汉中榆林安康商洛铜川兰州嘉峪金昌白银天水武威张掖平凉酒泉庆阳定西陇南西宁海东银川石嘴吴忠固原中卫乌鲁克拉呼和包头乌海赤峰通辽鄂尔海口三亚三沙儋州拉萨日喀昌都林芝山南那曲'
/** The first two characters of prefectures (GB/T 2260). */
const cities = new Set(citiesJoined.match(/../g))
