import { endpoint } from '../../foundation/endpoint.ts'
import { findJob } from '../../foundation/jobs.ts'
import { platformOrganization } from '../../trust/organizations/index.ts'
import { getJobContract, type JobView, refuse } from './contract.ts'

export const jobsEndpoints = [
  endpoint(getJobContract, async (work, { job }): Promise<JobView> => {
    const found = await findJob(work, job)
    // What a job says of its failure may quote a record: it is for who ordered it, and for the platform.
    const own = found?.enqueuedBy === work.actor.account || work.actor.organization === platformOrganization
    if (found === undefined || !own) return refuse('job-unknown', { job })
    const { result: _, enqueuedBy: __, failure, ...shown } = found
    return {
      ...shown,
      failure:
        failure === null
          ? null
          : { message: failure.message, ...(failure.code === undefined ? {} : { code: failure.code }) },
    }
  }),
]
