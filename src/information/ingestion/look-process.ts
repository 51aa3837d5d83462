import { answerBulk } from '../../foundation/bulk.ts'
import { type Look, type Looked, look } from './look.ts'

await answerBulk<Look, Looked>((wish) => look(wish))
