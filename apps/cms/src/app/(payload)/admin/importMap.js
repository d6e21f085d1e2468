import { MergeBanner as MergeBanner_901aaa3ea9b60cf74dacb5428d7b06b4 } from '../../../../src/admin/lines/merge-banner.tsx'
import { ApprovedBefore as ApprovedBefore_8df575882b5dcada6d09a24ef7ed7cfe } from '../../../../src/admin/approved-before.tsx'
import { CodeSetField as CodeSetField_d7620eaf21589e143efe1e6787665fbf } from '../../../../src/admin/belongs/code-set-field.tsx'
import { Beside as Beside_21058e113527a1d89bb3662efe3259ba } from '../../../../src/admin/beside/beside.tsx'
import { TemplateOffer as TemplateOffer_2e30e7c0e863a39c3d1b420d4736880f } from '../../../../src/admin/templates/template-offer.tsx'
import { RscEntryLexicalCell as RscEntryLexicalCell_44fe37237e0ebf4470c9990d8cb7b07e } from '@payloadcms/richtext-lexical/rsc'
import { RscEntryLexicalField as RscEntryLexicalField_44fe37237e0ebf4470c9990d8cb7b07e } from '@payloadcms/richtext-lexical/rsc'
import { LexicalDiffComponent as LexicalDiffComponent_44fe37237e0ebf4470c9990d8cb7b07e } from '@payloadcms/richtext-lexical/rsc'
import { FixedToolbarFeatureClient as FixedToolbarFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { InlineToolbarFeatureClient as InlineToolbarFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { ParagraphFeatureClient as ParagraphFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { HeadingFeatureClient as HeadingFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { BoldFeatureClient as BoldFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { ItalicFeatureClient as ItalicFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { InlineCodeFeatureClient as InlineCodeFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { SubscriptFeatureClient as SubscriptFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { SuperscriptFeatureClient as SuperscriptFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { UnorderedListFeatureClient as UnorderedListFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { OrderedListFeatureClient as OrderedListFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { LinkFeatureClient as LinkFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { CodeReferences as CodeReferences_7d74635f86034aab0a83f87e520ea188 } from '../../../../src/admin/references/feature.tsx'
import { PageParts as PageParts_67d6b2244298c19688d14387036bba5b } from '../../../../src/admin/pasting/feature.tsx'
import { UploadFeatureClient as UploadFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { SlotTable as SlotTable_9a23443a5757bc780a49f6722ccbedcc } from '../../../../src/admin/families/slot-table.tsx'
import { FamilyPanel as FamilyPanel_367a68656e69b87e52b4cd9663090366 } from '../../../../src/admin/families/family-panel.tsx'
import { WorkflowHints as WorkflowHints_ffdadbb61a543023fde3fa7c17960774 } from '../../../../src/admin/workflow-hints.tsx'
import { DiscussionOfForm as DiscussionOfForm_ee9690a57b2eabae41363b15fac1b0d3 } from '../../../../src/admin/discussion/discussion-of-form.tsx'
import { SpellingHints as SpellingHints_a3025ca937431d5edd65f88c9eb7fa98 } from '../../../../src/admin/spelling/spelling-hints.tsx'
import { LinesOfCode as LinesOfCode_ee00154df6b181d5700990e9bb5b54e7 } from '../../../../src/admin/lines/lines-of-code.tsx'
import { EditionCell as EditionCell_a9158fabc4938a50a2684f40182b1594 } from '../../../../src/admin/names/name-cells.tsx'
import { EditionField as EditionField_fb8409ec30edbba03effcdd2565753d6 } from '../../../../src/admin/belongs/edition-field.tsx'
import { Nothing as Nothing_5e9b4e06e9ff37f8bb44038d5dc46699 } from '../../../../src/admin/nothing.tsx'
import { CodeNameCell as CodeNameCell_a9158fabc4938a50a2684f40182b1594 } from '../../../../src/admin/names/name-cells.tsx'
import { Revision as Revision_4a324993d8bab2c1a71d73ea9be6691e } from '../../../../src/admin/revision.tsx'
import { ListMenu as ListMenu_5af6b08205a6eada270153be49979b95 } from '../../../../src/admin/work-lists/list-menu.tsx'
import { Preview as Preview_8d0533783e8cf2f1bab38260279bfd41 } from '../../../../src/admin/preview/preview.tsx'
import { ButtonsOfReaders as ButtonsOfReaders_e57ede8168006eb4c29242be6da1a610 } from '../../../../src/admin/workflow-buttons.tsx'
import { WorkflowButtons as WorkflowButtons_e57ede8168006eb4c29242be6da1a610 } from '../../../../src/admin/workflow-buttons.tsx'
import { WorkflowStatus as WorkflowStatus_c911fd66a0582a93610633dd485bbc8d } from '../../../../src/admin/workflow-status.tsx'
import { VersionsView as VersionsView_d6e6a78cab172a8fe4b7413a15e8d6e4 } from '../../../../src/admin/versions/versions-view.tsx'
import { JsonView as JsonView_644e21fb9785b3f3ef4400c6fb3b1f22 } from '../../../../src/admin/json-view.tsx'
import { ReportOfSite as ReportOfSite_44e85bcfca7f46829d1b9452eeb6e902 } from '../../../../src/admin/errata/report-of-site.tsx'
import { PendingChangeView as PendingChangeView_66b53f60ccb8eabcd879543ca0fbaad4 } from '../../../../src/admin/pending-change.tsx'
import { EditionToCome as EditionToCome_77a810de29e3fd3c1951bc5d0e92e06d } from '../../../../src/admin/edition-to-come.tsx'
import { MoveTexts as MoveTexts_efa9e6a14c87584d66dc5088b487235b } from '../../../../src/admin/work-lists/move-texts.tsx'
import { ReleasePanel as ReleasePanel_d4a586e92dbddd40e109bec773e8e0c9 } from '../../../../src/admin/releases/release-panel.tsx'
import { PrepareRelease as PrepareRelease_960733a27d349ac32eb2afd6a453d1a8 } from '../../../../src/admin/releases/prepare-release.tsx'
import { AuditAction as AuditAction_27af912b8df52b0fd63f06f9adc82337 } from '../../../../src/admin/audit-action.tsx'
import { SendAgain as SendAgain_ab03de44d72b2688b8a85ceba84dd9cb } from '../../../../src/admin/mails/send-again.tsx'
import { QueryPresetsAccessCell as QueryPresetsAccessCell_2b8867833a34864a02ddf429b0728a40 } from '@payloadcms/next/client'
import { QueryPresetsWhereCell as QueryPresetsWhereCell_2b8867833a34864a02ddf429b0728a40 } from '@payloadcms/next/client'
import { QueryPresetsWhereField as QueryPresetsWhereField_2b8867833a34864a02ddf429b0728a40 } from '@payloadcms/next/client'
import { QueryPresetsColumnsCell as QueryPresetsColumnsCell_2b8867833a34864a02ddf429b0728a40 } from '@payloadcms/next/client'
import { QueryPresetsColumnField as QueryPresetsColumnField_2b8867833a34864a02ddf429b0728a40 } from '@payloadcms/next/client'
import { QueryPresetsGroupByCell as QueryPresetsGroupByCell_2b8867833a34864a02ddf429b0728a40 } from '@payloadcms/next/client'
import { QueryPresetsGroupByField as QueryPresetsGroupByField_2b8867833a34864a02ddf429b0728a40 } from '@payloadcms/next/client'
import { Icon as Icon_eb58636b4f959a7d1e7b067d98c6b605 } from '../../../../src/admin/brand.tsx'
import { Logo as Logo_eb58636b4f959a7d1e7b067d98c6b605 } from '../../../../src/admin/brand.tsx'
import { PendingList as PendingList_e3c85a365854a8e05c60ed9b1b9dea84 } from '../../../../src/admin/dashboard/pending-list.tsx'
import { Dashboard as Dashboard_7d85b57a778c7751d167913a4cf04cf4 } from '../../../../src/admin/dashboard/dashboard.tsx'
import { LoginNote as LoginNote_9dcf2de0daaa4099abad6806b0122818 } from '../../../../src/admin/login-note.tsx'
import { UpdatesLink as UpdatesLink_bfbdcde04cbb1da252607e8350f39f62 } from '../../../../src/admin/updates/nav-link.tsx'
import { CoverageLink as CoverageLink_85d217eba3efcb97b1bb4a860b7be50c } from '../../../../src/admin/families/nav-link.tsx'
import { NamedLists as NamedLists_df108e63aa563e244d6a8d594cedf5ce } from '../../../../src/admin/named-lists.tsx'
import { BringInView as BringInView_33089a3d6c04f245336f78c273fca577 } from '../../../../src/admin/work-lists/views.tsx'
import { ReplaceView as ReplaceView_33089a3d6c04f245336f78c273fca577 } from '../../../../src/admin/work-lists/views.tsx'
import { ReplaceBatchView as ReplaceBatchView_33089a3d6c04f245336f78c273fca577 } from '../../../../src/admin/work-lists/views.tsx'
import { UpdatesView as UpdatesView_a60f4f51507164697a15b8162b52174f } from '../../../../src/admin/updates/views.tsx'
import { CoverageView as CoverageView_a60f4f51507164697a15b8162b52174f } from '../../../../src/admin/updates/views.tsx'
import { ItemView as ItemView_a60f4f51507164697a15b8162b52174f } from '../../../../src/admin/updates/views.tsx'
import { BoardView as BoardView_a60f4f51507164697a15b8162b52174f } from '../../../../src/admin/updates/views.tsx'
import { CollectionCards as CollectionCards_f9c02e79a4aed9a3924487c0cd4cafb1 } from '@payloadcms/next/rsc'

/** @type import('payload').ImportMap */
export const importMap = {
  "/src/admin/lines/merge-banner.tsx#MergeBanner": MergeBanner_901aaa3ea9b60cf74dacb5428d7b06b4,
  "/src/admin/approved-before.tsx#ApprovedBefore": ApprovedBefore_8df575882b5dcada6d09a24ef7ed7cfe,
  "/src/admin/belongs/code-set-field.tsx#CodeSetField": CodeSetField_d7620eaf21589e143efe1e6787665fbf,
  "/src/admin/beside/beside.tsx#Beside": Beside_21058e113527a1d89bb3662efe3259ba,
  "/src/admin/templates/template-offer.tsx#TemplateOffer": TemplateOffer_2e30e7c0e863a39c3d1b420d4736880f,
  "@payloadcms/richtext-lexical/rsc#RscEntryLexicalCell": RscEntryLexicalCell_44fe37237e0ebf4470c9990d8cb7b07e,
  "@payloadcms/richtext-lexical/rsc#RscEntryLexicalField": RscEntryLexicalField_44fe37237e0ebf4470c9990d8cb7b07e,
  "@payloadcms/richtext-lexical/rsc#LexicalDiffComponent": LexicalDiffComponent_44fe37237e0ebf4470c9990d8cb7b07e,
  "@payloadcms/richtext-lexical/client#FixedToolbarFeatureClient": FixedToolbarFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#InlineToolbarFeatureClient": InlineToolbarFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#ParagraphFeatureClient": ParagraphFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#HeadingFeatureClient": HeadingFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#BoldFeatureClient": BoldFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#ItalicFeatureClient": ItalicFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#InlineCodeFeatureClient": InlineCodeFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#SubscriptFeatureClient": SubscriptFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#SuperscriptFeatureClient": SuperscriptFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#UnorderedListFeatureClient": UnorderedListFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#OrderedListFeatureClient": OrderedListFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#LinkFeatureClient": LinkFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "/src/admin/references/feature.tsx#CodeReferences": CodeReferences_7d74635f86034aab0a83f87e520ea188,
  "/src/admin/pasting/feature.tsx#PageParts": PageParts_67d6b2244298c19688d14387036bba5b,
  "@payloadcms/richtext-lexical/client#UploadFeatureClient": UploadFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "/src/admin/families/slot-table.tsx#SlotTable": SlotTable_9a23443a5757bc780a49f6722ccbedcc,
  "/src/admin/families/family-panel.tsx#FamilyPanel": FamilyPanel_367a68656e69b87e52b4cd9663090366,
  "/src/admin/workflow-hints.tsx#WorkflowHints": WorkflowHints_ffdadbb61a543023fde3fa7c17960774,
  "/src/admin/discussion/discussion-of-form.tsx#DiscussionOfForm": DiscussionOfForm_ee9690a57b2eabae41363b15fac1b0d3,
  "/src/admin/spelling/spelling-hints.tsx#SpellingHints": SpellingHints_a3025ca937431d5edd65f88c9eb7fa98,
  "/src/admin/lines/lines-of-code.tsx#LinesOfCode": LinesOfCode_ee00154df6b181d5700990e9bb5b54e7,
  "/src/admin/names/name-cells.tsx#EditionCell": EditionCell_a9158fabc4938a50a2684f40182b1594,
  "/src/admin/belongs/edition-field.tsx#EditionField": EditionField_fb8409ec30edbba03effcdd2565753d6,
  "/src/admin/nothing.tsx#Nothing": Nothing_5e9b4e06e9ff37f8bb44038d5dc46699,
  "/src/admin/names/name-cells.tsx#CodeNameCell": CodeNameCell_a9158fabc4938a50a2684f40182b1594,
  "/src/admin/revision.tsx#Revision": Revision_4a324993d8bab2c1a71d73ea9be6691e,
  "/src/admin/work-lists/list-menu.tsx#ListMenu": ListMenu_5af6b08205a6eada270153be49979b95,
  "/src/admin/preview/preview.tsx#Preview": Preview_8d0533783e8cf2f1bab38260279bfd41,
  "/src/admin/workflow-buttons.tsx#ButtonsOfReaders": ButtonsOfReaders_e57ede8168006eb4c29242be6da1a610,
  "/src/admin/workflow-buttons.tsx#WorkflowButtons": WorkflowButtons_e57ede8168006eb4c29242be6da1a610,
  "/src/admin/workflow-status.tsx#WorkflowStatus": WorkflowStatus_c911fd66a0582a93610633dd485bbc8d,
  "/src/admin/versions/versions-view.tsx#VersionsView": VersionsView_d6e6a78cab172a8fe4b7413a15e8d6e4,
  "/src/admin/json-view.tsx#JsonView": JsonView_644e21fb9785b3f3ef4400c6fb3b1f22,
  "/src/admin/errata/report-of-site.tsx#ReportOfSite": ReportOfSite_44e85bcfca7f46829d1b9452eeb6e902,
  "/src/admin/pending-change.tsx#PendingChangeView": PendingChangeView_66b53f60ccb8eabcd879543ca0fbaad4,
  "/src/admin/edition-to-come.tsx#EditionToCome": EditionToCome_77a810de29e3fd3c1951bc5d0e92e06d,
  "/src/admin/work-lists/move-texts.tsx#MoveTexts": MoveTexts_efa9e6a14c87584d66dc5088b487235b,
  "/src/admin/releases/release-panel.tsx#ReleasePanel": ReleasePanel_d4a586e92dbddd40e109bec773e8e0c9,
  "/src/admin/releases/prepare-release.tsx#PrepareRelease": PrepareRelease_960733a27d349ac32eb2afd6a453d1a8,
  "/src/admin/audit-action.tsx#AuditAction": AuditAction_27af912b8df52b0fd63f06f9adc82337,
  "/src/admin/mails/send-again.tsx#SendAgain": SendAgain_ab03de44d72b2688b8a85ceba84dd9cb,
  "@payloadcms/next/client#QueryPresetsAccessCell": QueryPresetsAccessCell_2b8867833a34864a02ddf429b0728a40,
  "@payloadcms/next/client#QueryPresetsWhereCell": QueryPresetsWhereCell_2b8867833a34864a02ddf429b0728a40,
  "@payloadcms/next/client#QueryPresetsWhereField": QueryPresetsWhereField_2b8867833a34864a02ddf429b0728a40,
  "@payloadcms/next/client#QueryPresetsColumnsCell": QueryPresetsColumnsCell_2b8867833a34864a02ddf429b0728a40,
  "@payloadcms/next/client#QueryPresetsColumnField": QueryPresetsColumnField_2b8867833a34864a02ddf429b0728a40,
  "@payloadcms/next/client#QueryPresetsGroupByCell": QueryPresetsGroupByCell_2b8867833a34864a02ddf429b0728a40,
  "@payloadcms/next/client#QueryPresetsGroupByField": QueryPresetsGroupByField_2b8867833a34864a02ddf429b0728a40,
  "/src/admin/brand.tsx#Icon": Icon_eb58636b4f959a7d1e7b067d98c6b605,
  "/src/admin/brand.tsx#Logo": Logo_eb58636b4f959a7d1e7b067d98c6b605,
  "/src/admin/dashboard/pending-list.tsx#PendingList": PendingList_e3c85a365854a8e05c60ed9b1b9dea84,
  "/src/admin/dashboard/dashboard.tsx#Dashboard": Dashboard_7d85b57a778c7751d167913a4cf04cf4,
  "/src/admin/login-note.tsx#LoginNote": LoginNote_9dcf2de0daaa4099abad6806b0122818,
  "/src/admin/updates/nav-link.tsx#UpdatesLink": UpdatesLink_bfbdcde04cbb1da252607e8350f39f62,
  "/src/admin/families/nav-link.tsx#CoverageLink": CoverageLink_85d217eba3efcb97b1bb4a860b7be50c,
  "/src/admin/named-lists.tsx#NamedLists": NamedLists_df108e63aa563e244d6a8d594cedf5ce,
  "/src/admin/work-lists/views.tsx#BringInView": BringInView_33089a3d6c04f245336f78c273fca577,
  "/src/admin/work-lists/views.tsx#ReplaceView": ReplaceView_33089a3d6c04f245336f78c273fca577,
  "/src/admin/work-lists/views.tsx#ReplaceBatchView": ReplaceBatchView_33089a3d6c04f245336f78c273fca577,
  "/src/admin/updates/views.tsx#UpdatesView": UpdatesView_a60f4f51507164697a15b8162b52174f,
  "/src/admin/updates/views.tsx#CoverageView": CoverageView_a60f4f51507164697a15b8162b52174f,
  "/src/admin/updates/views.tsx#ItemView": ItemView_a60f4f51507164697a15b8162b52174f,
  "/src/admin/updates/views.tsx#BoardView": BoardView_a60f4f51507164697a15b8162b52174f,
  "@payloadcms/next/rsc#CollectionCards": CollectionCards_f9c02e79a4aed9a3924487c0cd4cafb1
}
