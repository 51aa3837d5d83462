import { endpoint } from '../../foundation/endpoint.ts'
import { findJob } from '../../foundation/jobs.ts'
import { getJobContract, type JobView, refuse } from './contract.ts'

export const jobsEndpoints = [
  endpoint(getJobContract, async (work, { job }): Promise<JobView> => {
    const found = await findJob(work, job)
    if (found === undefined) return refuse('job-unknown', { job })
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
