import type { CityManifest } from '../../demonstration/sample-city/index.ts'
import type { Database } from '../../foundation/database.ts'
import { runWork } from '../../foundation/run-work.ts'
import type { UnitOfWork } from '../../foundation/unit-of-work.ts'
import { type EnterpriseTables, getEnterprise } from '../../information/enterprises/index.ts'
import type { Organization, Role } from '../../trust/organizations/contract.ts'
import {
  createOrganization,
  createUser,
  type OrganizationTables,
  operatorActor,
} from '../../trust/organizations/index.ts'
import { type DemonstrationAccount, keepAccounts, randomPassword } from './demonstration-accounts.ts'

/** Whose story the enterprise account lives: the firm whose people leave before its sales fall. */
const shownRole = 'people-leave-first'

/** The banks of the sample city, its supervisor, one enterprise that signs in, and their accounts with random passwords. */
export async function openOrganizations(
  database: Database,
  manifest: CityManifest,
): Promise<{ accounts: number }> {
  const shown = manifest.featured.find(({ role }) => role === shownRole) ?? manifest.featured[0]!
  const accounts = demonstrationAccounts(shown.name)
  // First the file, then the store: after a kill in between the passwords printed are always those that hold.
  keepAccounts(database.dataFolder, accounts)
  await runWork(
    database,
    operatorActor(),
    async (work: UnitOfWork<OrganizationTables & EnterpriseTables>) => {
      const { enterprise } = await getEnterprise(work, shown.uscc)
      const organizations: Organization[] = [
        { id: 'yongcheng-bank', kind: 'bank', name: '邕城银行', enterprise: null },
        { id: 'gui-jiang-bank', kind: 'bank', name: '桂江银行', enterprise: null },
        { id: 'financial-office', kind: 'agency', name: '邕城市地方金融管理局', enterprise: null },
        { id: enterpriseOrganization, kind: 'enterprise', name: shown.name, enterprise },
      ]
      for (const organization of organizations) await createOrganization(work, organization)
      for (const { account, password, organization, role, zh } of accounts)
        await createUser(work, { account, password, organization, role, displayName: zh })
    },
  )
  return { accounts: accounts.length }
}

const enterpriseOrganization = 'shown-enterprise'

function demonstrationAccounts(enterpriseName: string): DemonstrationAccount[] {
  const entries: [string, string, Role, string, string][] = [
    [
      'officer.yongcheng',
      'yongcheng-bank',
      'bank-officer',
      '邕城银行 客户经理',
      'Yongcheng Bank, loan officer',
    ],
    [
      'officer.guijiang',
      'gui-jiang-bank',
      'bank-officer',
      '桂江银行 客户经理',
      'Gui Jiang Bank, loan officer',
    ],
    [
      'approver.yongcheng',
      'yongcheng-bank',
      'credit-approver',
      '邕城银行 授信审批',
      'Yongcheng Bank, credit approver',
    ],
    [
      'postloan.yongcheng',
      'yongcheng-bank',
      'post-loan-manager',
      '邕城银行 贷后管理',
      'Yongcheng Bank, post-loan manager',
    ],
    [
      'risk.yongcheng',
      'yongcheng-bank',
      'bank-risk-manager',
      '邕城银行 风险经理',
      'Yongcheng Bank, risk manager',
    ],
    [
      'enterprise',
      enterpriseOrganization,
      'enterprise-user',
      `企业用户 · ${enterpriseName}`,
      `Enterprise user · ${enterpriseName}`,
    ],
    [
      'supervisor',
      'financial-office',
      'supervisor',
      '地方金融管理局 监管',
      'Municipal financial office, supervisor',
    ],
    ['operator', 'platform', 'platform-operator', '平台运营', 'Platform operator'],
    ['reviewer', 'platform', 'platform-operator', '平台审核', 'Platform reviewer, the second person'],
  ]
  return entries.map(([account, organization, role, zh, en]) => ({
    account,
    password: randomPassword(),
    organization,
    role,
    zh,
    en,
  }))
}
